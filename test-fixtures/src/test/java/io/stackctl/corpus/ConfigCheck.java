package io.stackctl.corpus;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.ConfigPrinter;
import io.stackctl.compose.Reading;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Palette;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Compares what {@code config} prints, by meaning, with what the peer printed. */
final class ConfigCheck {
    private static final int SHOWN = 5;

    private ConfigCheck() {}

    /** {@code config --compat}. */
    static Verdict asPeer(CorpusCase one) {
        ComposeLoader.Shown loaded = load(one, Reading.PEER);
        if (one.config().isEmpty() && loaded.tree().isPresent()) {
            return new Verdict.Different(List.of("accepted, but the peer refuses it"));
        }
        return compare(one, loaded);
    }

    /** {@code config} as it is without an option. */
    static Verdict asOurs(CorpusCase one) {
        ComposeLoader.Shown loaded = load(one, Reading.OURS);
        if (one.config().isEmpty() && loaded.tree().isPresent()) {
            return new Verdict.Wider(load(one, Reading.PEER).diagnostics().errors());
        }
        return compare(one, loaded);
    }

    private static ComposeLoader.Shown load(CorpusCase one, Reading reading) {
        return ComposeLoader.loadForDisplay(one.names(), one.environment(), one.files(), one.interpolate(), reading);
    }

    private static Verdict compare(CorpusCase one, ComposeLoader.Shown loaded) {
        Optional<String> printed = loaded.tree().map(ConfigPrinter::print);
        if (one.config().isEmpty()) {
            return loaded.diagnostics().hasErrors()
                    ? new Verdict.Equal()
                    : new Verdict.Different(List.of("neither accepted nor refused"));
        }
        if (printed.isEmpty()) {
            DiagnosticPrinter printer = new DiagnosticPrinter(Palette.PLAIN);
            List<Diagnostic> errors = loaded.diagnostics().errors();
            return new Verdict.Different(errors.stream()
                    .limit(SHOWN)
                    .map(error -> "refused: " + printer.printLine(error))
                    .toList());
        }
        List<String> differences = TreeComparison.compare(read(one.config().get()), read(printed.get()));
        return differences.isEmpty()
                ? new Verdict.Equal()
                : new Verdict.Different(differences.stream().limit(SHOWN).toList());
    }

    private static Yaml read(String text) {
        YamlReader.Document document = YamlReader.read(0, "output", text.getBytes(StandardCharsets.UTF_8));
        if (!document.problems().isEmpty()) {
            throw new IllegalStateException(document.problems() + "\n" + text);
        }
        return document.root().orElseThrow();
    }
}
