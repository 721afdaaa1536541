package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Suggestion;
import io.stackctl.yaml.ScalarMapper;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces variables in the values of a file: all of them, extension fields too, but no keys and not {@code version}.
 * A value that had variables is then turned into a number or a boolean where the format wants one; a value that had none
 * is left to the schema, so {@code replicas: "3"} stays a mistake.
 */
final class Interpolator {
    private final Environment environment;
    private final Reading reading;
    private final Diagnostics.Collector diagnostics;
    private final Set<String> warned = new HashSet<>();

    Interpolator(Environment environment, Reading reading, Diagnostics.Collector diagnostics) {
        this.environment = environment;
        this.reading = reading;
        this.diagnostics = diagnostics;
    }

    Yaml interpolate(Yaml root) {
        return ScalarMapper.map(root, this::scalar);
    }

    private Yaml scalar(YamlPath path, Yaml.Scalar scalar) {
        boolean version = path.length() == 1 && path.last().equals("version");
        if (version || !(scalar.value() instanceof ScalarValue.Text(var text)) || !Template.hasVariables(text)) {
            return scalar;
        }
        return switch (Template.replace(text, environment::get, reading)) {
            case Template.Malformed(int at) -> {
                diagnostics.add(malformed(text, part(scalar, text, at, 1)));
                yield scalar;
            }
            case Template.Missing missing -> {
                diagnostics.add(missing(missing, part(scalar, text, missing.at(), missing.length())));
                yield scalar;
            }
            case Template.Replaced(var replaced, var uses, var dropped) -> {
                dropped.forEach(at -> warnOfDropped(part(scalar, text, at, 1)));
                uses.forEach(use -> warn(use, part(scalar, text, use.at(), use.length())));
                Yaml.Scalar result = new Yaml.Scalar(new ScalarValue.Text(replaced), scalar.span(), Optional.of(text));
                yield replaced.equals(text) ? scalar : convert(path, result);
            }
        };
    }

    private Yaml.Scalar convert(YamlPath path, Yaml.Scalar scalar) {
        return switch (Conversions.convert(path, scalar)) {
            case Conversions.Converted(var converted) -> converted;
            case Conversions.Impossible(var wanted) -> {
                diagnostics.add(Diagnostic.at(
                                scalar.span(),
                                Code.INVALID_CONVERSION,
                                "`" + path + "` must be " + wanted + " once its variables are replaced")
                        .withLabel("this becomes `" + scalar.value().print() + "`"));
                yield scalar;
            }
        };
    }

    private static Diagnostic malformed(String text, Span span) {
        return Diagnostic.at(span, Code.INVALID_VARIABLE, "this `$` starts no variable")
                .withLabel(text.length() == 1 ? "write `$$` for a dollar" : "write `$$` for a dollar, or `${NAME}`");
    }

    private Diagnostic missing(Template.Missing missing, Span span) {
        String reason = missing.message().isEmpty() ? "" : ": " + missing.message();
        return Diagnostic.at(
                        span,
                        Code.REQUIRED_VARIABLE,
                        "required variable `" + missing.name() + "` has no value" + reason)
                .withLabel(Suggestion.didYouMean(
                        missing.name(), environment.variables().keySet()))
                .withHelp("set it: " + missing.name() + "=... stackctl ...");
    }

    private void warnOfDropped(Span span) {
        diagnostics.add(Diagnostic.at(span, Code.DROPPED_DOLLAR, "this `$` starts no variable and is dropped")
                .withLabel("write `$$` for a dollar"));
    }

    private void warn(Template.Use use, Span span) {
        switch (use.oddity()) {
            case NONE -> {}
            case BARE_OPERATOR ->
                diagnostics.add(Diagnostic.at(
                                span,
                                Code.UNBRACED_OPERATOR,
                                "an operator without braces takes all up to the next `}` or the end of the value")
                        .withLabel("write `${" + use.name() + "}` to end the variable here"));
            case MISREAD_OPERATOR ->
                diagnostics.add(Diagnostic.at(
                                span,
                                Code.MISREAD_OPERATOR,
                                "the variable is taken to be called `" + use.name()
                                        + "`: `-` counts before the operator in front of it")
                        .withLabel("write the text without `-`"));
            case NESTED ->
                diagnostics.add(
                        Diagnostic.at(span, Code.NESTED_VARIABLE, "variables behind the operator are replaced too")
                                .withLabel("docker stack takes them as they stand"));
        }
        if (!use.set() && !use.hasDefault() && warned.add(use.name())) {
            diagnostics.add(Diagnostic.at(
                            span, Code.UNSET_VARIABLE, "variable `" + use.name() + "` is not set: it becomes empty")
                    .withLabel("write `${" + use.name() + ":-default}` to give a default"));
        }
    }

    /** The variable itself where the value stands in the file as it is, the whole value otherwise. */
    private static Span part(Yaml.Scalar scalar, String text, int at, int length) {
        Span span = scalar.span();
        String line = span.source().line(span.line());
        int start = line.offsetByCodePoints(0, Math.min(span.column() - 1, line.codePointCount(0, line.length())));
        for (int quote = 0; quote <= 1; quote++) {
            if (line.startsWith(text, start + quote)) {
                return span.part(quote + text.codePointCount(0, at), text.codePointCount(at, at + length));
            }
        }
        return span;
    }
}
