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
        return ScalarMapper.map(
                root,
                scalar -> scalar.value() instanceof ScalarValue.Text(var text) && Template.hasVariables(text),
                this::scalar);
    }

    private Yaml scalar(YamlPath path, Yaml.Scalar scalar) {
        boolean version = path.length() == 1 && path.last().equals("version");
        if (version || !(scalar.value() instanceof ScalarValue.Text(var text))) {
            return scalar;
        }
        Place place = new Place(scalar, text);
        return switch (Template.replace(text, environment::get, reading)) {
            case Template.Malformed(int at) -> {
                diagnostics.add(malformed(text, place.part(at, 1)));
                yield scalar;
            }
            case Template.Missing missing -> {
                diagnostics.add(missing(missing, place.part(missing.at(), missing.length())));
                yield scalar;
            }
            case Template.Replaced(var replaced, var uses, var dropped) -> {
                dropped.stream().limit(Limits.ODDITIES_PER_VALUE).forEach(at -> warnOfDropped(place.part(at, 1)));
                int odd = 0;
                for (Template.Use use : uses) {
                    odd += use.oddity() == Template.Oddity.NONE ? 0 : 1;
                    warn(use, odd <= Limits.ODDITIES_PER_VALUE, place);
                }
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

    private void warn(Template.Use use, boolean ofOddity, Place place) {
        if (ofOddity) {
            warnOfOddity(use, place);
        }
        if (use.isEmpty() && warned.add(use.name())) {
            diagnostics.add(Diagnostic.at(
                            place.part(use.at(), use.length()),
                            Code.UNSET_VARIABLE,
                            "variable `" + use.name() + "` is not set: it becomes empty")
                    .withLabel("write `${" + use.name() + ":-default}` to give a default"));
        }
    }

    private void warnOfOddity(Template.Use use, Place place) {
        switch (use.oddity()) {
            case NONE -> {}
            case BARE_OPERATOR ->
                diagnostics.add(Diagnostic.at(
                                place.part(use.at(), use.length()),
                                Code.UNBRACED_OPERATOR,
                                "an operator without braces takes all up to the next `}` or the end of the value")
                        .withLabel("write `${" + use.name() + "}` to end the variable here"));
            case MISREAD_OPERATOR ->
                diagnostics.add(Diagnostic.at(
                                place.part(use.at(), use.length()),
                                Code.MISREAD_OPERATOR,
                                "the variable is taken to be called `" + use.name()
                                        + "`: `-` counts before the operator in front of it")
                        .withLabel("write the text without `-`"));
            case NESTED ->
                diagnostics.add(Diagnostic.at(
                                place.part(use.at(), use.length()),
                                Code.NESTED_VARIABLE,
                                "variables behind the operator are replaced too")
                        .withLabel("docker stack takes them as they stand"));
        }
    }

    /** Finds parts of a value in the file. Where its text starts is looked up once, and only if anything is told. */
    private static final class Place {
        private final Yaml.Scalar scalar;
        private final String text;
        private Optional<Boolean> quoted = Optional.empty();
        private boolean asWritten;

        Place(Yaml.Scalar scalar, String text) {
            this.scalar = scalar;
            this.text = text;
        }

        /** The part itself where the value stands in the file as it is, the whole value otherwise. */
        Span part(int at, int length) {
            boolean quote = quoted.orElseGet(this::look);
            return asWritten
                    ? scalar.span()
                            .part((quote ? 1 : 0) + text.codePointCount(0, at), text.codePointCount(at, at + length))
                    : scalar.span();
        }

        private boolean look() {
            Span span = scalar.span();
            String line = span.source().line(span.line());
            int start = span.source().index(span.line(), span.column());
            boolean plain = line.startsWith(text, start);
            boolean quote = !plain && line.startsWith(text, start + 1);
            asWritten = plain || quote;
            quoted = Optional.of(quote);
            return quote;
        }
    }
}
