package io.stackctl.yaml;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Decides what a scalar is: by its tag, by its quotes, or by what it looks like. */
final class Scalars {
    private static final String STANDARD = "tag:yaml.org,2002:";

    private Scalars() {}

    static boolean isMergeKey(ScalarEvent event) {
        boolean tagged = event.getTag().filter(tag -> !tag.equals("!")).isPresent();
        return event.isPlain() && !tagged && event.getValue().equals("<<");
    }

    static Yaml.Scalar resolve(ScalarEvent event, Span span, List<YamlProblem> problems) {
        ScalarValue value = value(event, span, problems);
        if (value instanceof ScalarValue.Real(double real) && !Double.isFinite(real)) {
            problems.add(problem(YamlProblem.Kind.NUMBER, "`" + event.getValue() + "` is not a finite number", span));
        }
        if (hasHalfOfPair(event.getValue())) {
            problems.add(problem(YamlProblem.Kind.SYNTAX, "half of a surrogate pair is no character", span));
        }
        return new Yaml.Scalar(value, span, Optional.empty());
    }

    private static boolean hasHalfOfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static ScalarValue value(ScalarEvent event, Span span, List<YamlProblem> problems) {
        String text = event.getValue();
        Optional<String> tag = event.getTag().filter(written -> !written.isEmpty());
        if (tag.isEmpty()) {
            return event.isPlain() ? PlainScalars.resolve(text) : new ScalarValue.Text(text);
        }
        if (!tag.get().startsWith(STANDARD)) {
            return new ScalarValue.Text(text);
        }
        return switch (tag.get().substring(STANDARD.length())) {
            case "binary" -> binary(text, span, problems);
            case "int" -> typed(text, "int", ScalarValue.Int.class, span, problems);
            case "bool" -> typed(text, "bool", ScalarValue.Bool.class, span, problems);
            case "null" -> typed(text, "null", ScalarValue.Null.class, span, problems);
            case "float" -> real(text, span, problems);
            default -> new ScalarValue.Text(text);
        };
    }

    private static ScalarValue typed(
            String text, String tag, Class<? extends ScalarValue> type, Span span, List<YamlProblem> problems) {
        ScalarValue value = PlainScalars.resolve(text);
        if (!type.isInstance(value)) {
            problems.add(problem(YamlProblem.Kind.TAG, "`" + text + "` is no !!" + tag, span));
        }
        return value;
    }

    private static ScalarValue real(String text, Span span, List<YamlProblem> problems) {
        ScalarValue value = PlainScalars.resolve(text);
        return value instanceof ScalarValue.Int(var whole)
                ? new ScalarValue.Real(whole.doubleValue())
                : typed(text, "float", ScalarValue.Real.class, span, problems);
    }

    private static ScalarValue binary(String text, Span span, List<YamlProblem> problems) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return new ScalarValue.Text(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            problems.add(problem(YamlProblem.Kind.TAG, "this is no base64 text", span));
            return new ScalarValue.Text(text);
        }
    }

    private static YamlProblem problem(YamlProblem.Kind kind, String message, Span span) {
        return new YamlProblem(kind, message, span, Optional.empty());
    }
}
