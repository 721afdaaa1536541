package io.stackctl.compose;

import static java.util.Map.entry;

import io.stackctl.yaml.Yaml;
import java.util.Map;
import java.util.Optional;

/** The long form of {@code deploy}. */
final class DeployForms {
    private static final Form ROLLOUT = Forms.mapping(Map.of(
            "delay", Forms::durationOrNothing,
            "failure_action", Forms::text,
            "max_failure_ratio", Forms::ratio,
            "monitor", Forms::durationOrNothing,
            "order", Forms::text,
            "parallelism", Forms::count));

    private static final Form RESTART = Forms.mapping(Map.of(
            "condition", Forms::text,
            "delay", Forms::duration,
            "max_attempts", Forms::count,
            "window", Forms::duration));

    private static final Form PLACEMENT = Forms.group(Map.of(
            "constraints", Forms::texts,
            "max_replicas_per_node", Forms::numberOrNothing,
            "preferences", Forms.list(Forms.mapping(Map.of("spread", Forms::text)))));

    private static final Form DISCRETE = Forms.mapping(Map.of("kind", Forms::text, "value", Forms::number));

    private static final Form GENERIC_RESOURCE = Forms.mapping(Map.of("discrete_resource_spec", DeployForms::discrete));

    private static final Form RESOURCES = Forms.group(Map.of(
            "limits",
            Forms.mapping(Map.of("cpus", Forms::text, "memory", Forms::size, "pids", Forms::numberOrNothing)),
            "reservations",
            Forms.mapping(Map.of(
                    "cpus", Forms::text,
                    "generic_resources", Forms.list(GENERIC_RESOURCE),
                    "memory", Forms::size))));

    static final Form DEPLOY = Forms.group(Map.ofEntries(
            entry("endpoint_mode", Forms::text),
            entry("labels", Forms::pairs),
            entry("mode", Forms::text),
            entry("placement", PLACEMENT),
            entry("replicas", Forms::count),
            entry("resources", RESOURCES),
            entry("restart_policy", RESTART),
            entry("rollback_config", ROLLOUT),
            entry("update_config", ROLLOUT)));

    private DeployForms() {}

    /** Both keys are always there. */
    private static Optional<Yaml> discrete(Yaml value, Context context) {
        return DISCRETE.apply(value, context)
                .flatMap(ValueReader::asMapping)
                .map(given -> orElse(given, "kind", Yaml.Scalar.text("", value.span())))
                .map(given -> orElse(given, "value", Yaml.Scalar.number(0, value.span())));
    }

    private static Yaml.Mapping orElse(Yaml.Mapping mapping, String key, Yaml value) {
        return mapping.get(key).isPresent() ? mapping : mapping.with(key, value);
    }
}
