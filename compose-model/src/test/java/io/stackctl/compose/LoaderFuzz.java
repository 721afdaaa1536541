package io.stackctl.compose;

import io.stackctl.convert.EngineRequests;
import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.DiagnosticJson;
import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Palette;
import io.stackctl.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole road from any bytes to the requests of a stack, as a target of the fuzzer that {@code packaging/fuzz} runs; what
 * it found interesting is replayed by {@link LoaderFuzzTest}. Whatever the bytes are, there is a result or an error with a
 * place, and what is printed is read as what was printed.
 */
public final class LoaderFuzz {
    /** A line between two files. */
    private static final String NEXT_FILE = "\n#next\n";

    private static final Environment ENVIRONMENT = Environment.of(Map.of("A", "1", "EMPTY", "", "TAG", "1.27"));

    private LoaderFuzz() {}

    /** The fuzzer calls this by its name. */
    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        for (String text : new String(input, StandardCharsets.ISO_8859_1).split(NEXT_FILE, 3)) {
            texts.put("compose" + texts.size() + ".yaml", text.getBytes(StandardCharsets.ISO_8859_1));
        }
        Files files = new GivenFiles(texts);
        for (Reading reading : Reading.values()) {
            show(List.copyOf(texts.keySet()), files, reading);
            deploy(List.copyOf(texts.keySet()), files, reading);
        }
    }

    private static void show(List<String> names, Files files, Reading reading) {
        ComposeLoader.Shown shown = ComposeLoader.loadForDisplay(names, ENVIRONMENT, files, true, reading);
        print(shown.diagnostics());
        require(shown.tree().isEmpty() == shown.diagnostics().hasErrors(), "no result and no error, or both");
        if (shown.tree().isPresent() && reading == Reading.OURS) {
            String once = ConfigPrinter.printReplaced(shown.tree().get());
            ComposeLoader.Shown again = ComposeLoader.loadForDisplay(
                    List.of("compose.yaml"),
                    ENVIRONMENT,
                    new GivenFiles(Map.of("compose.yaml", once.getBytes(StandardCharsets.UTF_8))),
                    true,
                    reading);
            Yaml.Mapping tree = again.tree()
                    .orElseThrow(() -> new IllegalStateException("what was printed is refused: "
                            + again.diagnostics().errors() + "\n" + once));
            String twice = ConfigPrinter.printReplaced(tree);
            require(once.equals(twice), "what was printed is read as something else:\n" + once + "\n--\n" + twice);
        }
    }

    private static void deploy(List<String> names, Files files, Reading reading) {
        ComposeLoader.Loaded loaded = ComposeLoader.load(names, ENVIRONMENT, files, reading);
        print(loaded.diagnostics());
        loaded.file().ifPresent(file -> {
            StackConverter.Converted converted = StackConverter.convert("demo", file, files, reading);
            print(converted.diagnostics());
            if (converted.stack().isPresent()) {
                require(!EngineRequests.print(converted, file).isEmpty(), "no requests");
            }
        });
    }

    private static void print(Diagnostics diagnostics) {
        DiagnosticPrinter printer = new DiagnosticPrinter(Palette.PLAIN);
        List<String> lines = new ArrayList<>();
        diagnostics.all().forEach(diagnostic -> lines.add(printer.printLine(diagnostic)));
        require(lines.size() == diagnostics.all().size(), "a line for each");
        require(diagnostics.hasErrors() == printer.print(diagnostics).contains("error["), "errors are printed");
        require(!DiagnosticJson.print(diagnostics).isEmpty(), "JSON");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    /** Files in memory, by their names in one directory. */
    private record GivenFiles(Map<String, byte[]> texts) implements Files {
        @Override
        public String workingDirectory() {
            return "/work";
        }

        @Override
        public Content read(String path) {
            byte[] bytes = texts.get(path.substring(path.lastIndexOf('/') + 1));
            return bytes == null ? new Content.Failed("no such file or directory") : new Content.Found(bytes);
        }
    }
}
