package io.stackctl.compose;

import io.stackctl.compose.model.Deploy;
import io.stackctl.compose.model.Located;
import java.util.ArrayList;
import java.util.List;

/** Binds {@code deploy}. */
final class DeployBinder {
    private DeployBinder() {}

    static Deploy bind(ValueReader deploy) {
        ValueReader resources = deploy.section("resources");
        return new Deploy(
                deploy.located("mode"),
                deploy.number("replicas").map(number -> new Located<>(number, deploy.keySpan("replicas"))),
                deploy.pairs("labels"),
                deploy.located("endpoint_mode"),
                deploy.mappingAt("update_config").map(DeployBinder::rollout),
                deploy.mappingAt("rollback_config").map(DeployBinder::rollout),
                resources.mappingAt("limits").map(DeployBinder::resources),
                resources.mappingAt("reservations").map(DeployBinder::resources),
                deploy.mappingAt("restart_policy")
                        .map(policy -> new Deploy.RestartPolicy(
                                policy.located("condition"),
                                policy.duration("delay"),
                                policy.number("max_attempts"),
                                policy.duration("window"))),
                placement(deploy.section("placement")));
    }

    private static Deploy.Rollout rollout(ValueReader rollout) {
        return new Deploy.Rollout(
                rollout.span(),
                rollout.number("parallelism"),
                rollout.duration("delay"),
                rollout.located("failure_action"),
                rollout.duration("monitor"),
                rollout.text("max_failure_ratio")
                        .map(text -> new Located<>(Double.parseDouble(text), rollout.valueSpan("max_failure_ratio"))),
                rollout.located("order"));
    }

    private static Deploy.Resources resources(ValueReader resources) {
        List<Deploy.Generic> generic = new ArrayList<>();
        for (ValueReader item : resources.mappings("generic_resources")) {
            item.mappingAt("discrete_resource_spec")
                    .ifPresent(spec -> generic.add(new Deploy.Generic(
                            item.span(),
                            spec.text("kind").orElse(""),
                            spec.number("value").orElse(0L))));
        }
        return new Deploy.Resources(
                resources.located("cpus"),
                resources.number("memory").map(bytes -> new Located<>(bytes, resources.valueSpan("memory"))),
                resources.number("pids"),
                generic);
    }

    private static Deploy.Placement placement(ValueReader placement) {
        List<Located<String>> spread = new ArrayList<>();
        placement
                .mappings("preferences")
                .forEach(preference -> preference.located("spread").ifPresent(spread::add));
        return new Deploy.Placement(
                placement.locatedTexts("constraints"), spread, placement.number("max_replicas_per_node"));
    }
}
