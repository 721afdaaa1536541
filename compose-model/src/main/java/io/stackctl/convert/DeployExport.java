package io.stackctl.convert;

import io.stackctl.compose.GoDurations;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Placement;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code deploy} section of a service of an exported file. What is a default is not written. */
final class DeployExport {
    private static final int CPU_DIGITS = 9;

    private final ServiceSpec spec;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    private DeployExport(ServiceSpec spec) {
        this.spec = spec;
    }

    static ObjectNode of(ServiceSpec spec, Scope scope) {
        var export = new DeployExport(spec);
        export.mode();
        var labels = scope.own(spec.labels());
        labels.remove(Scope.IMAGE_LABEL, ContainerExport.image(spec));
        Bodies.pairs(export.body, "labels", labels);
        if (spec.endpointMode() != Defaults.ENDPOINT_MODE) {
            export.body.put("endpoint_mode", word(spec.endpointMode()));
        }
        export.rollout("update_config", spec.update());
        export.rollout("rollback_config", spec.rollback());
        export.resources(spec.resources());
        export.restart(spec.restart());
        export.placement(spec.placement());
        return export.body;
    }

    private void mode() {
        switch (spec.mode()) {
            case Mode.Replicated(int replicas) -> {
                if (replicas != Defaults.REPLICAS) {
                    body.put("replicas", replicas);
                }
            }
            case Mode.Global _ -> body.put("mode", "global");
            case Mode.ReplicatedJob(int _, int completions) ->
                body.put("mode", "replicated-job").put("replicas", completions);
            case Mode.GlobalJob _ -> body.put("mode", "global-job");
        }
    }

    private void rollout(String key, Rollout rollout) {
        if (rollout.equals(Defaults.ROLLOUT)) {
            return;
        }
        var all = body.putObject(key);
        all.put("parallelism", rollout.parallelism());
        all.put("delay", GoDurations.print(rollout.delay()));
        all.put("failure_action", word(rollout.onFailure()));
        all.put("monitor", GoDurations.print(rollout.monitor()));
        all.put("max_failure_ratio", BigDecimal.valueOf(rollout.maxFailureRatio()));
        all.put("order", word(rollout.order()));
    }

    private void resources(Resources resources) {
        var limit = resources.limit();
        if (!limit.equals(Resources.NONE.limit())) {
            var limits = body.withObject("/resources/limits");
            amounts(limits, limit.nanoCpus(), limit.memoryBytes());
            Bodies.number(limits, "pids", limit.pids());
        }
        var reservation = resources.reservation();
        if (!reservation.isNone()) {
            var reservations = body.withObject("/resources/reservations");
            amounts(reservations, reservation.nanoCpus(), reservation.memoryBytes());
            reservation
                    .generic()
                    .forEach((kind, value) -> reservations
                            .withArray("/generic_resources")
                            .addObject()
                            .putObject("discrete_resource_spec")
                            .put("kind", kind)
                            .put("value", value));
        }
    }

    private static void amounts(ObjectNode body, long nanoCpus, long memory) {
        if (nanoCpus != 0) {
            body.put(
                    "cpus",
                    BigDecimal.valueOf(nanoCpus, CPU_DIGITS)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        if (memory != 0) {
            body.put("memory", Long.toString(memory));
        }
    }

    private void restart(Restart restart) {
        if (restart.equals(Defaults.RESTART)) {
            return;
        }
        var policy = body.putObject("restart_policy");
        policy.put("condition", word(restart.condition()));
        policy.put("delay", GoDurations.print(restart.delay()));
        Bodies.number(policy, "max_attempts", restart.maxAttempts());
        if (!restart.window().isZero()) {
            policy.put("window", GoDurations.print(restart.window()));
        }
    }

    private void placement(Placement placement) {
        var all = JsonNodeFactory.instance.objectNode();
        Bodies.texts(
                all,
                "constraints",
                placement.constraints().stream().map(Object::toString).toList());
        placement
                .preferences()
                .forEach(spread -> all.withArray("/preferences").addObject().put("spread", spread));
        Bodies.number(all, "max_replicas_per_node", placement.maxReplicasPerNode());
        if (!all.isEmpty()) {
            body.set("placement", all);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
