package io.stackctl.diagnostic;

import io.stackctl.yaml.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One mistake, or one thing worth knowing, in the user's files.
 *
 * @param message what is wrong, in one lower-case phrase without a full stop; names are in backquotes
 * @param span where; empty only for mistakes that are in no file
 * @param label a few words under the marked text, often the remedy
 * @param related other places that explain the first
 * @param help remedies, one line each
 */
public record Diagnostic(
        Code code,
        String message,
        Optional<Span> span,
        Optional<String> label,
        List<Related> related,
        List<String> help)
        implements Comparable<Diagnostic> {
    public Diagnostic {
        related = List.copyOf(related);
        help = List.copyOf(help);
    }

    /**
     * Another place that explains the first.
     *
     * @param note what the place is, as in {@code first defined here}
     */
    public record Related(Span span, String note) {}

    public static Diagnostic at(Span span, Code code, String message) {
        return new Diagnostic(code, message, Optional.of(span), Optional.empty(), List.of(), List.of());
    }

    public static Diagnostic nowhere(Code code, String message) {
        return new Diagnostic(code, message, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    public Diagnostic withLabel(String text) {
        return new Diagnostic(code, message, span, Optional.of(text), related, help);
    }

    public Diagnostic withLabel(Optional<String> text) {
        return text.map(this::withLabel).orElse(this);
    }

    public Diagnostic withRelated(Span place, String note) {
        List<Related> longer = new ArrayList<>(related);
        longer.add(new Related(place, note));
        return new Diagnostic(code, message, span, label, longer, help);
    }

    public Diagnostic withHelp(String text) {
        List<String> longer = new ArrayList<>(help);
        longer.add(text);
        return new Diagnostic(code, message, span, label, related, longer);
    }

    public boolean isError() {
        return code.severity() == Severity.ERROR;
    }

    /** Of very many, few share text and place. */
    @Override
    public int hashCode() {
        return message.hashCode() * 31 + span.map(Span::hashCode).orElse(0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Diagnostic that
                && code == that.code
                && message.equals(that.message)
                && span.equals(that.span)
                && label.equals(that.label)
                && related.equals(that.related)
                && help.equals(that.help);
    }

    @Override
    public int compareTo(Diagnostic other) {
        int order = Boolean.compare(span.isPresent(), other.span.isPresent());
        if (order == 0 && span.isPresent() && other.span.isPresent()) {
            order = span.get().compareTo(other.span.get());
        }
        order = order != 0 ? order : code.compareTo(other.code);
        return order != 0 ? order : message.compareTo(other.message);
    }
}
