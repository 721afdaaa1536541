package io.stackctl.plan;

import io.stackctl.spec.Constraint;
import io.stackctl.spec.Mode;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.Placement;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.util.Locale;
import java.util.stream.Collectors;

/** The fields of a service under the names that compose files give them. */
final class ServiceFields {
    private ServiceFields() {}

    static Fields of(ServiceSpec spec) {
        var fields = new Fields();
        ContainerFields.add(fields, spec.container());
        fields.inPlace("deploy.labels", spec.labels())
                .inPlace("deploy.endpoint_mode", lower(spec.endpointMode()))
                .inPlace("x-drain", Fields.time(spec.pace().drain()))
                .inPlace("x-progress-deadline", Fields.time(spec.pace().progressDeadline()))
                .replacing("force update", Fields.count(spec.forceUpdate()));
        mode(fields, spec.mode());
        resources(fields, spec.resources());
        restart(fields, spec.restart());
        rollout(fields, "deploy.update_config", spec.update());
        rollout(fields, "deploy.rollback_config", spec.rollback());
        placement(fields, spec.placement());
        spec.networks().forEach(network -> fields.replacing("networks " + network.network(), attachment(network)));
        spec.ports().forEach(port -> port(fields, port));
        spec.dependencies()
                .ifPresent(all -> all.on()
                        .forEach((service, condition) -> fields.inPlace("depends_on " + service, lower(condition))));
        return fields;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void mode(Fields fields, Mode mode) {
        fields.inPlace("deploy.mode", ModeText.of(mode));
        switch (mode) {
            case Mode.Replicated(int replicas) -> fields.inPlace("deploy.replicas", Integer.toString(replicas));
            case Mode.ReplicatedJob(int concurrent, int completions) ->
                fields.inPlace("deploy.replicas", Integer.toString(completions))
                        .inPlace("deploy.max_concurrent", Integer.toString(concurrent));
            case Mode.Global _, Mode.GlobalJob _ -> {}
        }
    }

    private static void resources(Fields fields, Resources resources) {
        var limit = resources.limit();
        var reservation = resources.reservation();
        fields.replacing("deploy.resources.limits.cpus", Fields.cpus(limit.nanoCpus()))
                .replacing("deploy.resources.limits.memory", Fields.bytes(limit.memoryBytes()))
                .replacing("deploy.resources.limits.pids", Fields.count(limit.pids()))
                .replacing("deploy.resources.reservations.cpus", Fields.cpus(reservation.nanoCpus()))
                .replacing("deploy.resources.reservations.memory", Fields.bytes(reservation.memoryBytes()));
        reservation
                .generic()
                .forEach((kind, count) -> fields.replacing(
                        "deploy.resources.reservations.generic_resources " + kind, Long.toString(count)));
    }

    private static void restart(Fields fields, Restart restart) {
        fields.inPlace(
                        "deploy.restart_policy.condition",
                        lower(restart.condition()).replace('_', '-'))
                .inPlace("deploy.restart_policy.delay", Fields.time(restart.delay()))
                .inPlace("deploy.restart_policy.max_attempts", Fields.count(restart.maxAttempts()))
                .inPlace("deploy.restart_policy.window", Fields.time(restart.window()));
    }

    private static void rollout(Fields fields, String path, Rollout rollout) {
        fields.inPlace(path + ".parallelism", Integer.toString(rollout.parallelism()))
                .inPlace(path + ".delay", Fields.time(rollout.delay()))
                .inPlace(path + ".monitor", Fields.time(rollout.monitor()))
                .inPlace(path + ".max_failure_ratio", Double.toString(rollout.maxFailureRatio()))
                .inPlace(path + ".failure_action", lower(rollout.onFailure()))
                .inPlace(path + ".order", lower(rollout.order()).replace('_', '-'));
    }

    private static void placement(Fields fields, Placement placement) {
        fields.inPlace(
                        "deploy.placement.constraints",
                        placement.constraints().stream()
                                .map(Constraint::toString)
                                .collect(Collectors.joining(", ")))
                .inPlace(
                        "deploy.placement.preferences",
                        placement.preferences().stream()
                                .map(label -> "spread=" + label)
                                .collect(Collectors.joining(", ")))
                .inPlace("deploy.placement.max_replicas_per_node", Fields.count(placement.maxReplicasPerNode()))
                .inPlace(
                        "platforms",
                        placement.platforms().stream()
                                .map(platform -> platform.os() + "/" + platform.architecture())
                                .collect(Collectors.joining(", ")));
    }

    private static String attachment(NetworkAttachment network) {
        var options = network.driverOptions().isEmpty() ? "" : " options " + network.driverOptions();
        return "aliases " + Fields.list(network.aliases())
                + network.address().map(address -> " address " + address).orElse("") + options;
    }

    private static void port(Fields fields, PortSpec port) {
        var published = port.published().map(number -> Integer.toString(number)).orElse("chosen by the cluster");
        var text = port.hostAddress().map(address -> address + ":").orElse("") + published;
        switch (port.mode()) {
            case INGRESS ->
                fields.inPlace("ports " + port.target() + "/" + port.protocol().text(), text);
            case HOST ->
                fields.replacing(
                        "ports " + port.target() + "/" + port.protocol().text() + " host", text);
        }
    }
}
