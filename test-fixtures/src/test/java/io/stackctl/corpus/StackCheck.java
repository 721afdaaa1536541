package io.stackctl.corpus;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Reading;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the spec of a stack in our own reading, fact by fact, with the requests that the peer's deploy sent. */
final class StackCheck {
    private static final String STACK = "stk";
    private static final int SHOWN = 5;

    private StackCheck() {}

    static Verdict check(CorpusCase one) {
        ComposeLoader.Loaded loaded = ComposeLoader.load(one.names(), one.environment(), one.files(), Reading.OURS);
        if (loaded.file().isEmpty()) {
            return refused(one, loaded.diagnostics());
        }
        StackConverter.Converted converted =
                StackConverter.convert(STACK, loaded.file().get(), one.files(), Reading.OURS);
        if (converted.stack().isEmpty()) {
            return refused(one, converted.diagnostics());
        }
        return one.deploy()
                .orElseThrow()
                .requests()
                .map(requests -> compare(
                        PeerFacts.of(requests),
                        SpecFacts.of(converted, shortTmpfs(loaded.file().get()))))
                .orElseGet(() -> new Verdict.Wider(errorsOfPeersReading(one)));
    }

    private static List<Diagnostic> errorsOfPeersReading(CorpusCase one) {
        ComposeLoader.Loaded loaded = ComposeLoader.load(one.names(), one.environment(), one.files(), Reading.PEER);
        return loaded.diagnostics().errors();
    }

    /** Targets of the short key {@code tmpfs}, which the peer drops without a word. */
    private static Set<String> shortTmpfs(ComposeFile file) {
        return file.services().values().stream()
                .flatMap(service -> service.tmpfs().stream())
                .map(tmpfs -> tmpfs.value().replaceAll(":.*", ""))
                .collect(Collectors.toSet());
    }

    private static Verdict refused(CorpusCase one, Diagnostics diagnostics) {
        if (one.deploy().orElseThrow().requests().isEmpty()) {
            return new Verdict.Equal();
        }
        DiagnosticPrinter printer = new DiagnosticPrinter(Palette.PLAIN);
        List<Diagnostic> errors = diagnostics.errors();
        return new Verdict.Different(errors.stream()
                .limit(SHOWN)
                .map(error -> "refused: " + printer.printLine(error))
                .toList());
    }

    private static Verdict compare(SortedMap<String, String> expected, SortedMap<String, String> actual) {
        List<String> differences = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (String name : names) {
            String theirs = expected.getOrDefault(name, "nothing");
            String ours = actual.getOrDefault(name, "nothing");
            if (!theirs.equals(ours)) {
                differences.add(name + ": expected " + theirs + ", got " + ours);
            }
        }
        return differences.isEmpty()
                ? new Verdict.Equal()
                : new Verdict.Different(differences.stream().limit(SHOWN).toList());
    }
}
