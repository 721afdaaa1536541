package io.stackctl.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.yaml.Source;
import io.stackctl.yaml.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {
    private static final Source SOURCE = Source.of(0, "docker-compose.yml", "services:\n  web:\n    replica: 3\n");
    private static final Span SPAN = new Span(SOURCE, 3, 5, 3, 12);

    private final DiagnosticPrinter printer = new DiagnosticPrinter(Palette.PLAIN);

    @Test
    void a_diagnostic_shows_place_text_and_remedy() {
        Diagnostic diagnostic = Diagnostic.at(SPAN, Code.UNKNOWN_KEY, "`replica` is not a key of `deploy`")
                .withLabel("did you mean `replicas`?")
                .withHelp("allowed here: mode, replicas");

        assertThat(printer.print(diagnostic)).isEqualTo("""
                error[unknown-key]: `replica` is not a key of `deploy`
                 --> docker-compose.yml:3:5
                  |
                2 |   web:
                3 |     replica: 3
                  |     ^^^^^^^ did you mean `replicas`?
                  |
                  = help: allowed here: mode, replicas
                """);
    }

    @Test
    void the_same_mistake_is_counted_once_and_all_are_sorted_by_place() {
        Diagnostic late = Diagnostic.at(SPAN, Code.UNKNOWN_KEY, "b");
        Diagnostic early = Diagnostic.at(Span.at(SOURCE, 1, 1), Code.IGNORED_KEY, "a");

        Diagnostics diagnostics = new Diagnostics(List.of(late, early, late));

        assertThat(diagnostics.all()).containsExactly(early, late);
        assertThat(printer.print(diagnostics)).endsWith("1 error, 1 warning\n");
    }

    @Test
    void of_very_many_the_first_are_shown_errors_before_others_and_all_are_counted() {
        List<Diagnostic> many = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            many.add(Diagnostic.at(Span.at(SOURCE, 1, i), Code.IGNORED_KEY, "warning " + i));
            many.add(Diagnostic.at(Span.at(SOURCE, 2, i), Code.UNKNOWN_KEY, "error " + i));
        }

        String printed = printer.print(new Diagnostics(many));

        assertThat(printed).contains("error 1\n", "error 100\n").doesNotContain("error 101", "warning 1\n");
        assertThat(printed).endsWith("""
                ... and 50 more errors and 150 more warnings; `stackctl validate -o lines` lists them all

                150 errors, 150 warnings
                """);
    }

    @Test
    void a_terminal_is_not_at_the_mercy_of_the_file() {
        Source hostile = Source.of(0, "f", "x: \u001b[2J" + "y".repeat(5_000));

        String printed = printer.print(Diagnostic.at(new Span(hostile, 1, 4_000, 1, 4_003), Code.WRONG_TYPE, "m"));

        assertThat(printed).doesNotContain("\u001b").contains("^^^");
        assertThat(printed.lines()).allMatch(line -> line.length() < 200);
    }

    @Test
    void colour_adds_nothing_but_colour() {
        Diagnostic diagnostic = Diagnostic.at(SPAN, Code.UNKNOWN_KEY, "m").withLabel("l");

        String coloured = new DiagnosticPrinter(Palette.ANSI).print(diagnostic);

        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(printer.print(diagnostic));
    }
}
