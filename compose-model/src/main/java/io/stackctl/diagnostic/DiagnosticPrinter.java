package io.stackctl.diagnostic;

import io.stackctl.yaml.Source;
import io.stackctl.yaml.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The only place that gives diagnostics a look. */
public final class DiagnosticPrinter {
    /** Of more than these a reader sees the end of the list only. */
    private static final int MOST_SHOWN = 100;

    private final Palette palette;

    public DiagnosticPrinter(Palette palette) {
        this.palette = palette;
    }

    /**
     * Each of them with a blank line after it, and a line that counts them; empty if there are none. Of very many the first
     * are shown, errors before others, and a line says how many are not.
     */
    public String print(Diagnostics diagnostics) {
        StringBuilder out = new StringBuilder();
        int errors = diagnostics.errors().size();
        int warnings = diagnostics.warnings().size();
        List<Diagnostic> shown = shown(diagnostics.all(), errors);
        shown.forEach(diagnostic -> out.append(print(diagnostic)).append('\n'));
        if (shown.size() < diagnostics.all().size()) {
            Diagnostics first = new Diagnostics(shown);
            String more = Stream.of(
                            more(errors - first.errors().size(), "error"),
                            more(warnings - first.warnings().size(), "warning"),
                            more(diagnostics.notes().size() - first.notes().size(), "note"))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" and "));
            out.append("... and ").append(more).append("; `stackctl validate -o lines` lists them all\n\n");
        }
        if (errors > 0) {
            String tail = warnings == 0 ? "" : ", " + count(warnings, "warning");
            out.append(palette.error(count(errors, "error"))).append(tail).append('\n');
        }
        return out.toString();
    }

    private static List<Diagnostic> shown(List<Diagnostic> all, int errors) {
        if (all.size() <= MOST_SHOWN) {
            return all;
        }
        int ofErrors = Math.min(errors, MOST_SHOWN);
        return Stream.concat(
                        all.stream().filter(Diagnostic::isError).limit(ofErrors),
                        all.stream().filter(diagnostic -> !diagnostic.isError()).limit(MOST_SHOWN - ofErrors))
                .sorted()
                .toList();
    }

    private static Optional<String> more(int number, String noun) {
        return number == 0 ? Optional.empty() : Optional.of(number + " more " + noun + (number == 1 ? "" : "s"));
    }

    /** One diagnostic with its place, the marked text and the remedies; ends with a line break. */
    public String print(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        String title =
                diagnostic.code().severity().word() + "[" + diagnostic.code().slug() + "]";
        out.append(paint(diagnostic, title))
                .append(palette.strong(": " + Snippet.clean(diagnostic.message())))
                .append('\n');
        int gutter = gutter(diagnostic);
        diagnostic.span().ifPresent(span -> snippet(out, diagnostic, span, diagnostic.label(), gutter));
        if (diagnostic.span().isEmpty()) {
            diagnostic.label().ifPresent(label -> help(out, gutter, label));
        }
        for (Diagnostic.Related related : diagnostic.related()) {
            out.append("note: ").append(Snippet.clean(related.note())).append('\n');
            snippet(out, diagnostic, related.span(), Optional.empty(), gutter);
        }
        if (!diagnostic.help().isEmpty() && diagnostic.span().isPresent()) {
            out.append(bar(gutter)).append('\n');
        }
        diagnostic.help().forEach(text -> help(out, gutter, text));
        return out.toString();
    }

    /** {@code file:line:column: error[code]: message}, for tools that want one line. */
    public String printLine(Diagnostic diagnostic) {
        String place = diagnostic.span().map(span -> span + ": ").orElse("");
        String label = diagnostic.label().map(text -> " (" + text + ")").orElse("");
        return place + diagnostic.code().severity().word() + "["
                + diagnostic.code().slug() + "]: " + Snippet.clean(diagnostic.message() + label);
    }

    private void snippet(StringBuilder out, Diagnostic diagnostic, Span span, Optional<String> label, int gutter) {
        Source source = span.source();
        String blank = " ".repeat(gutter - 1);
        out.append(blank).append(palette.gutter("--> ")).append(span).append('\n');
        out.append(bar(gutter)).append('\n');
        if (span.line() > 1 && !source.line(span.line() - 1).isBlank()) {
            line(out, gutter, span.line() - 1, Snippet.of(source.line(span.line() - 1), span.column()));
        }
        Snippet snippet = Snippet.of(source.line(span.line()), span.column());
        line(out, gutter, span.line(), snippet);
        String marks = "^".repeat(snippet.width(span));
        String under = " ".repeat(snippet.offset(span.column()))
                + paint(diagnostic, marks + label.map(text -> " " + text).orElse(""));
        out.append(bar(gutter)).append(' ').append(under).append('\n');
    }

    private void line(StringBuilder out, int gutter, int number, Snippet snippet) {
        String digits = Integer.toString(number);
        out.append(palette.gutter(" ".repeat(gutter - 1 - digits.length()) + digits + " |"));
        if (!snippet.text().isEmpty()) {
            out.append(' ').append(snippet.text());
        }
        out.append('\n');
    }

    private void help(StringBuilder out, int gutter, String text) {
        String bar = " ".repeat(gutter);
        out.append(bar)
                .append(palette.gutter("= "))
                .append("help: ")
                .append(Snippet.clean(text))
                .append('\n');
    }

    private String bar(int gutter) {
        return " ".repeat(gutter) + palette.gutter("|");
    }

    private String paint(Diagnostic diagnostic, String text) {
        return switch (diagnostic.code().severity()) {
            case ERROR -> palette.error(text);
            case WARNING -> palette.warning(text);
            case NOTE -> palette.note(text);
        };
    }

    private static int gutter(Diagnostic diagnostic) {
        int largest = diagnostic.span().map(Span::line).orElse(1);
        for (Diagnostic.Related related : diagnostic.related()) {
            largest = Math.max(largest, related.span().line());
        }
        return Integer.toString(largest).length() + 1;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
