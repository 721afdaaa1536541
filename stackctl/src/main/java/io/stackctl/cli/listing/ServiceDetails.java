package io.stackctl.cli.listing;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.template.Value;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Placement;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code service inspect} shows, in the shape of the Engine API. */
public final class ServiceDetails {
    static final String COMPLETED = "update completed";

    private ServiceDetails() {}

    public static Value.Struct of(ServiceState state) {
        var service = state.service();
        var fields = new Fields()
                .text("ID", service.id().value())
                .object(
                        "Version",
                        new Fields().number("Index", service.version().value()))
                .text("CreatedAt", service.createdAt().toString())
                .text("UpdatedAt", service.updatedAt().toString())
                .object("Spec", spec(state.spec()))
                .object(
                        "Endpoint",
                        new Fields()
                                .object(
                                        "Spec",
                                        endpoint(state.spec(), state.spec().ports()))
                                .objects("Ports", service.ports(), ServiceDetails::port));
        status(service).ifPresent(status -> fields.object("UpdateStatus", status));
        return fields.value();
    }

    private static Fields spec(ServiceSpec spec) {
        return new Fields()
                .text("Name", spec.name())
                .put("Labels", Value.of(spec.labels()))
                .object("TaskTemplate", template(spec))
                .object("Mode", mode(spec.mode()))
                .object("UpdateConfig", rollout(spec.update()))
                .object("RollbackConfig", rollout(spec.rollback()))
                .object("EndpointSpec", endpoint(spec, spec.ports()));
    }

    private static Fields template(ServiceSpec spec) {
        var template = new Fields()
                .object("ContainerSpec", ContainerFields.of(spec.container()))
                .object("Resources", resources(spec.resources()))
                .object("RestartPolicy", restart(spec.restart()))
                .object("Placement", placement(spec.placement()))
                .objects(
                        "Networks",
                        spec.networks(),
                        network -> new Fields()
                                .text("Target", network.network())
                                .texts("Aliases", network.aliases())
                                .pairs("DriverOpts", network.driverOptions()));
        spec.container()
                .logDriver()
                .ifPresent(driver -> template.object(
                        "LogDriver", new Fields().text("Name", driver.name()).pairs("Options", driver.options())));
        return template.put("ForceUpdate", Value.of(spec.forceUpdate())).text("Runtime", "container");
    }

    private static Fields mode(Mode mode) {
        return switch (mode) {
            case Mode.Replicated(int replicas) ->
                new Fields().object("Replicated", new Fields().put("Replicas", Value.of(replicas)));
            case Mode.Global _ -> new Fields().object("Global", new Fields());
            case Mode.ReplicatedJob(int concurrent, int completions) ->
                new Fields()
                        .object(
                                "ReplicatedJob",
                                new Fields()
                                        .put("MaxConcurrent", Value.of(concurrent))
                                        .put("TotalCompletions", Value.of(completions)));
            case Mode.GlobalJob _ -> new Fields().object("GlobalJob", new Fields());
        };
    }

    private static Fields resources(Resources resources) {
        var limit = resources.limit();
        var reservation = resources.reservation();
        return new Fields()
                .object(
                        "Limits",
                        new Fields()
                                .number("NanoCPUs", limit.nanoCpus())
                                .number("MemoryBytes", limit.memoryBytes())
                                .number("Pids", limit.pids()))
                .object(
                        "Reservations",
                        new Fields()
                                .number("NanoCPUs", reservation.nanoCpus())
                                .number("MemoryBytes", reservation.memoryBytes())
                                .objects(
                                        "GenericResources",
                                        List.copyOf(reservation.generic().entrySet()),
                                        generic -> new Fields()
                                                .object(
                                                        "DiscreteResourceSpec",
                                                        new Fields()
                                                                .text("Kind", generic.getKey())
                                                                .number("Value", generic.getValue()))));
    }

    private static Fields restart(Restart restart) {
        return new Fields()
                .text("Condition", word(restart.condition()))
                .put("Delay", Value.of(restart.delay().toNanos()))
                .put("MaxAttempts", Value.of(restart.maxAttempts()))
                .number("Window", restart.window().toNanos());
    }

    private static Fields placement(Placement placement) {
        return new Fields()
                .texts(
                        "Constraints",
                        placement.constraints().stream().map(Object::toString).toList())
                .objects(
                        "Preferences",
                        placement.preferences(),
                        spread -> new Fields().object("Spread", new Fields().text("SpreadDescriptor", spread)))
                .number("MaxReplicas", placement.maxReplicasPerNode())
                .objects(
                        "Platforms",
                        placement.platforms(),
                        platform -> new Fields()
                                .text("Architecture", platform.architecture())
                                .text("OS", platform.os()));
    }

    private static Fields rollout(Rollout rollout) {
        return new Fields()
                .put("Parallelism", Value.of(rollout.parallelism()))
                .number("Delay", rollout.delay().toNanos())
                .text("FailureAction", word(rollout.onFailure()))
                .number("Monitor", rollout.monitor().toNanos())
                .put("MaxFailureRatio", new Value.Decimal(rollout.maxFailureRatio()))
                .text("Order", word(rollout.order()));
    }

    private static Fields endpoint(ServiceSpec spec, List<PortSpec> ports) {
        return new Fields().text("Mode", word(spec.endpointMode())).objects("Ports", ports, ServiceDetails::port);
    }

    private static Fields port(PortSpec port) {
        return new Fields()
                .text("Protocol", port.protocol().text())
                .number("TargetPort", port.target())
                .number("PublishedPort", port.published().orElse(0))
                .text("PublishMode", word(port.mode()))
                .text("HostIP", port.hostAddress());
    }

    /** Absent for a service that was never updated. */
    private static Optional<Fields> status(Service service) {
        var progress = service.progress();
        return switch (progress) {
            case Progress.Settled _ ->
                updated(service)
                        ? Optional.of(new Fields()
                                .text("State", state(progress))
                                .text("StartedAt", service.updatedAt().toString())
                                .text("Message", COMPLETED))
                        : Optional.empty();
            case Progress.Rolling rolling ->
                Optional.of(new Fields()
                        .text("State", state(progress))
                        .text("StartedAt", rolling.startedAt().toString())
                        .text("Message", rolling.why().orElse("update in progress")));
            case Progress.Paused(var _, var why, var at) ->
                Optional.of(new Fields()
                        .text("State", state(progress))
                        .text("CompletedAt", at.toString())
                        .text("Message", why));
            case Progress.RolledBack(var why, var at) ->
                Optional.of(new Fields()
                        .text("State", state(progress))
                        .text("CompletedAt", at.toString())
                        .text("Message", why));
        };
    }

    /** Each update gives it another version. */
    static boolean updated(Service service) {
        return service.version().compareTo(SpecVersion.FIRST) > 0;
    }

    static String state(Progress progress) {
        return switch (progress) {
            case Progress.Settled _ -> "completed";
            case Progress.Rolling rolling ->
                rolling.direction() == Progress.Direction.BACK ? "rollback_started" : "updating";
            case Progress.Paused paused -> paused.direction() == Progress.Direction.BACK ? "rollback_paused" : "paused";
            case Progress.RolledBack _ -> "rollback_completed";
        };
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
