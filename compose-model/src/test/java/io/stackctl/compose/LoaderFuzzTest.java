package io.stackctl.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays what the fuzzer started from and what it found. */
class LoaderFuzzTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "fuzz");

    @ParameterizedTest
    @MethodSource("inputs")
    void there_is_a_result_or_an_error_and_what_is_printed_is_read_again(Path input) throws IOException {
        LoaderFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }
}
