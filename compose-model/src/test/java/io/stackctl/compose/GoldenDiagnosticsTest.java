package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code case.yaml} beside its {@code case.diagnostics}; {@code -Dgolden.update=true} writes the latter anew. */
class GoldenDiagnosticsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "diagnostics");
    private static final Environment ENVIRONMENT = Environment.of(Map.of("WORD", "three"));

    @ParameterizedTest
    @MethodSource("cases")
    void a_file_gives_its_diagnostics(Path yaml) throws IOException {
        String name = yaml.getFileName().toString();
        ComposeLoader.Loaded loaded = ComposeLoader.load(
                List.of(name), ENVIRONMENT, MemoryFiles.of(Map.of(name, Files.readString(yaml))), Reading.OURS);
        String printed = new DiagnosticPrinter(Palette.PLAIN).print(loaded.diagnostics());
        Path golden = golden(yaml);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, printed);
        }

        assertThat(printed).isEqualTo(Files.readString(golden));
        assertThat(loaded.file().isEmpty()).isEqualTo(loaded.diagnostics().hasErrors());
    }

    @Test
    void every_golden_file_has_its_case() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".diagnostics")))
                    .allSatisfy(golden -> assertThat(FOLDER.resolve(
                                    golden.getFileName().toString().replace(".diagnostics", ".yaml")))
                            .exists());
        }
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Path golden(Path yaml) {
        return yaml.resolveSibling(yaml.getFileName().toString().replace(".yaml", ".diagnostics"));
    }
}
