package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Explanations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosticsDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("```(yaml|text)\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @EnumSource(Code.class)
    void every_code_is_explained_with_an_example_that_gives_it(Code code) {
        String entry = Explanations.of(code);

        assertThat(entry).contains("Remedy: ");
        assertThat(entry)
                .contains(
                        switch (code.severity()) {
                            case ERROR -> "Error. ";
                            case WARNING -> "Warning. ";
                            case NOTE -> "Note. ";
                        });
        Matcher example = EXAMPLE.matcher(entry);
        assertThat(example.find()).as("an example").isTrue();
        if (example.group(1).equals("yaml")) {
            assertThat(load(example.group(2)).all())
                    .extracting(Diagnostic::code)
                    .contains(code);
        } else {
            assertThat(example.group(2)).contains("[" + code.slug() + "]");
        }
    }

    @Test
    void nothing_is_explained_that_does_not_exist() {
        assertThat(Explanations.codes())
                .containsExactlyElementsOf(
                        Arrays.stream(Code.values()).map(Code::slug).toList());
    }

    private static Diagnostics load(String yaml) {
        Files files = MemoryFiles.of(Map.of("compose.yaml", yaml));
        ComposeLoader.Loaded loaded =
                ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files, Reading.OURS);
        Optional<Diagnostics> converted = loaded.file()
                .map(file -> StackConverter.convert("demo", file, files, Reading.OURS)
                        .diagnostics());
        return converted.map(loaded.diagnostics()::and).orElse(loaded.diagnostics());
    }
}
