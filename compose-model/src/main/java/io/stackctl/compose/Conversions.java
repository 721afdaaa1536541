package io.stackctl.compose;

import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a value that came from variables stands for a number or a boolean. The list is the peer's: {@code init},
 * {@code pids} and {@code tmpfs.size} are not on it.
 */
final class Conversions {
    private static final List<Rule> RULES = List.of(
            new Rule("services.*.configs.*.mode", Kind.WHOLE),
            new Rule("services.*.secrets.*.mode", Kind.WHOLE),
            new Rule("services.*.healthcheck.retries", Kind.WHOLE),
            new Rule("services.*.healthcheck.disable", Kind.BOOLEAN),
            new Rule("services.*.deploy.replicas", Kind.WHOLE),
            new Rule("services.*.deploy.update_config.parallelism", Kind.WHOLE),
            new Rule("services.*.deploy.update_config.max_failure_ratio", Kind.REAL),
            new Rule("services.*.deploy.rollback_config.parallelism", Kind.WHOLE),
            new Rule("services.*.deploy.rollback_config.max_failure_ratio", Kind.REAL),
            new Rule("services.*.deploy.restart_policy.max_attempts", Kind.WHOLE),
            new Rule("services.*.deploy.placement.max_replicas_per_node", Kind.WHOLE),
            new Rule("services.*.oom_score_adj", Kind.WHOLE),
            new Rule("services.*.ports.*.target", Kind.WHOLE),
            new Rule("services.*.ports.*.published", Kind.WHOLE),
            new Rule("services.*.ulimits.*", Kind.WHOLE),
            new Rule("services.*.ulimits.*.hard", Kind.WHOLE),
            new Rule("services.*.ulimits.*.soft", Kind.WHOLE),
            new Rule("services.*.privileged", Kind.BOOLEAN),
            new Rule("services.*.read_only", Kind.BOOLEAN),
            new Rule("services.*.stdin_open", Kind.BOOLEAN),
            new Rule("services.*.tty", Kind.BOOLEAN),
            new Rule("services.*.volumes.*.read_only", Kind.BOOLEAN),
            new Rule("services.*.volumes.*.volume.nocopy", Kind.BOOLEAN),
            new Rule("networks.*.external", Kind.BOOLEAN),
            new Rule("networks.*.internal", Kind.BOOLEAN),
            new Rule("networks.*.attachable", Kind.BOOLEAN),
            new Rule("volumes.*.external", Kind.BOOLEAN),
            new Rule("secrets.*.external", Kind.BOOLEAN),
            new Rule("configs.*.external", Kind.BOOLEAN));

    private Conversions() {}

    sealed interface Result {}

    record Converted(Yaml.Scalar scalar) implements Result {}

    /**
     * The text is not what the place wants.
     *
     * @param wanted in words, as in {@code a whole number}
     */
    record Impossible(String wanted) implements Result {}

    private enum Kind {
        WHOLE("a whole number"),
        REAL("a number"),
        BOOLEAN("true or false");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private record Rule(List<String> pattern, Kind kind) {
        Rule(String pattern, Kind kind) {
            this(List.of(pattern.split("\\.", -1)), kind);
        }

        boolean matches(List<String> path) {
            if (path.size() != pattern.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!pattern.get(i).equals("*") && !pattern.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final int LONGEST_RULE = 6;

    static Result convert(YamlPath path, Yaml.Scalar scalar) {
        if (path.length() > LONGEST_RULE) {
            return new Converted(scalar);
        }
        List<String> steps = path.steps();
        for (Rule rule : RULES) {
            if (rule.matches(steps)) {
                Optional<ScalarValue> value = value(rule.kind(), scalar.value().print());
                return value.<Result>map(v -> new Converted(scalar.with(v)))
                        .orElseGet(() -> new Impossible(rule.kind().words));
            }
        }
        return new Converted(scalar);
    }

    private static Optional<ScalarValue> value(Kind kind, String text) {
        return switch (kind) {
            case WHOLE ->
                text.matches("[-+]?[0-9]{1,18}")
                        ? Optional.of(new ScalarValue.Int(new BigInteger(text)))
                        : Optional.empty();
            case REAL ->
                text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
                        ? Optional.of(new ScalarValue.Real(Double.parseDouble(text)))
                        : Optional.empty();
            case BOOLEAN -> bool(text.toLowerCase(Locale.ROOT));
        };
    }

    private static Optional<ScalarValue> bool(String text) {
        return switch (text) {
            case "true", "y", "yes", "on" -> Optional.of(new ScalarValue.Bool(true));
            case "false", "n", "no", "off" -> Optional.of(new ScalarValue.Bool(false));
            default -> Optional.empty();
        };
    }
}
