package io.stackctl.convert;

import io.stackctl.compose.LegacyRestart;
import io.stackctl.compose.model.Deploy;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Port;
import io.stackctl.compose.model.Service;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The request that creates one service. */
final class ServiceRequest {
    private final ServiceSpec spec;
    private final Service written;
    private final UnaryOperator<String> configNames;
    private final Deploy deploy;

    private ServiceRequest(ServiceSpec spec, Service written, UnaryOperator<String> configNames) {
        this.spec = spec;
        this.written = written;
        this.configNames = configNames;
        this.deploy = written.deploy();
    }

    /** @param configNames what the configs of the file are called in the cluster */
    static ObjectNode of(ServiceSpec spec, Service written, UnaryOperator<String> configNames) {
        return new ServiceRequest(spec, written, configNames).body();
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Name", spec.name());
        Bodies.pairs(body, "Labels", spec.labels());
        ObjectNode task = body.putObject("TaskTemplate");
        task.set("ContainerSpec", ContainerRequestBody.of(spec.container(), written, configNames));
        task.set("Resources", resources());
        restart(task);
        task.set("Placement", placement());
        networks(task);
        spec.container().logDriver().ifPresent(driver -> {
            ObjectNode log = task.putObject("LogDriver");
            Bodies.text(log, "Name", driver.name());
            Bodies.pairs(log, "Options", driver.options());
        });
        task.put("ForceUpdate", spec.forceUpdate());
        body.set("Mode", mode());
        deploy.update().ifPresent(update -> body.set("UpdateConfig", rollout(spec.update(), update)));
        deploy.rollback().ifPresent(rollback -> body.set("RollbackConfig", rollout(spec.rollback(), rollback)));
        body.set("EndpointSpec", endpoint());
        return body;
    }

    private ObjectNode mode() {
        ObjectNode mode = JsonNodeFactory.instance.objectNode();
        boolean counted = deploy.replicas().isPresent();
        switch (spec.mode()) {
            case Mode.Replicated(var replicas) -> {
                ObjectNode replicated = mode.putObject("Replicated");
                if (counted) {
                    replicated.put("Replicas", replicas);
                }
            }
            case Mode.Global() -> mode.putObject("Global");
            case Mode.ReplicatedJob(var concurrent, var completions) -> {
                ObjectNode job = mode.putObject("ReplicatedJob");
                if (counted) {
                    job.put("MaxConcurrent", concurrent).put("TotalCompletions", completions);
                }
            }
            case Mode.GlobalJob() -> mode.putObject("GlobalJob");
        }
        return mode;
    }

    private ObjectNode resources() {
        ObjectNode resources = JsonNodeFactory.instance.objectNode();
        deploy.limits().ifPresent(_ -> {
            ObjectNode limits = resources.putObject("Limits");
            Bodies.number(limits, "NanoCPUs", spec.resources().limit().nanoCpus());
            Bodies.number(limits, "MemoryBytes", spec.resources().limit().memoryBytes());
            Bodies.number(limits, "Pids", spec.resources().limit().pids());
        });
        deploy.reservations().ifPresent(given -> {
            ObjectNode reservations = resources.putObject("Reservations");
            Bodies.number(
                    reservations, "NanoCPUs", spec.resources().reservation().nanoCpus());
            Bodies.number(
                    reservations, "MemoryBytes", spec.resources().reservation().memoryBytes());
            if (!given.generic().isEmpty()) {
                ArrayNode generic = reservations.putArray("GenericResources");
                given.generic()
                        .forEach(resource -> generic.addObject()
                                .putObject("DiscreteResourceSpec")
                                .put("Kind", resource.kind())
                                .put("Value", resource.value()));
            }
        });
        return resources;
    }

    /** {@code restart: no} sends nothing, so that the manager's own default counts. */
    private void restart(ObjectNode task) {
        Restart restart = spec.restart();
        if (deploy.restartPolicy().isPresent()) {
            Deploy.RestartPolicy policy = deploy.restartPolicy().get();
            ObjectNode body = task.putObject("RestartPolicy");
            policy.condition().ifPresent(condition -> body.put("Condition", condition.value()));
            policy.delay().ifPresent(_ -> body.put("Delay", restart.delay().toNanos()));
            policy.maxAttempts().ifPresent(_ -> body.put("MaxAttempts", restart.maxAttempts()));
            policy.window().ifPresent(_ -> body.put("Window", restart.window().toNanos()));
            return;
        }
        written.restart()
                .flatMap(text -> LegacyRestart.parse(text.value()))
                .flatMap(LegacyRestart::condition)
                .ifPresent(condition -> {
                    ObjectNode body = task.putObject("RestartPolicy");
                    body.put("Condition", word(condition));
                    if (condition == Restart.Condition.ON_FAILURE) {
                        body.put("MaxAttempts", restart.maxAttempts());
                    }
                });
    }

    private ObjectNode placement() {
        ObjectNode placement = JsonNodeFactory.instance.objectNode();
        Bodies.texts(
                placement,
                "Constraints",
                deploy.placement().constraints().stream().map(Located::value).toList());
        if (!spec.placement().preferences().isEmpty()) {
            ArrayNode preferences = placement.putArray("Preferences");
            spec.placement()
                    .preferences()
                    .forEach(spread ->
                            preferences.addObject().putObject("Spread").put("SpreadDescriptor", spread));
        }
        Bodies.number(placement, "MaxReplicas", spec.placement().maxReplicasPerNode());
        return placement;
    }

    private void networks(ObjectNode task) {
        ArrayNode networks = task.putArray("Networks");
        spec.networks().forEach(attachment -> {
            ObjectNode network = networks.addObject();
            network.put("Target", attachment.network());
            Bodies.texts(network, "Aliases", attachment.aliases());
            Bodies.pairs(network, "DriverOpts", attachment.driverOptions());
        });
    }

    private static ObjectNode rollout(Rollout rollout, Deploy.Rollout given) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Parallelism", rollout.parallelism());
        Bodies.number(body, "Delay", rollout.delay().toNanos());
        given.failureAction().ifPresent(action -> Bodies.text(body, "FailureAction", action.value()));
        given.monitor()
                .ifPresent(monitor ->
                        Bodies.number(body, "Monitor", monitor.value().toNanos()));
        // The API has single precision: 0.1 is sent as 0.1.
        body.put(
                "MaxFailureRatio",
                given.maxFailureRatio()
                        .map(Located::value)
                        .orElse(rollout.maxFailureRatio())
                        .floatValue());
        body.put("Order", given.order().map(Located::value).orElse(""));
        return body;
    }

    private ObjectNode endpoint() {
        ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
        deploy.endpointMode()
                .ifPresent(mode -> endpoint.put("Mode", mode.value().toLowerCase(Locale.ROOT)));
        List<Port> ports = PeerSort.sorted(
                written.ports(),
                Comparator.comparingLong(port -> port.published().orElse(0L)));
        if (!ports.isEmpty()) {
            ArrayNode array = endpoint.putArray("Ports");
            ports.forEach(port -> {
                ObjectNode one = array.addObject();
                port.protocol().ifPresent(protocol -> one.put("Protocol", protocol.value()));
                Bodies.number(one, "TargetPort", port.target().orElse(0L));
                Bodies.number(one, "PublishedPort", port.published().orElse(0L));
                port.mode().ifPresent(mode -> one.put("PublishMode", mode.value()));
            });
        }
        return endpoint;
    }

    private static String word(Restart.Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
