package io.stackctl.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("hostile")
class HostileFilesTest {
    /** With what the JVM needs beside its heap this stays below 512 MB. */
    private static final String HEAP = "350m";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void the_tool_answers_in_little_memory(HostileFile file) throws IOException, InterruptedException {
        file.write(folder);

        ToolProcess.Ended ended = ToolProcess.run(folder, HEAP, "config", "-c", "compose.yaml");

        String errors =
                ended.errors().substring(0, Math.min(2_000, ended.errors().length()));
        assertThat(ended.code()).as(errors).isEqualTo(file.accepted() ? 0 : 1);
        assertThat(ended.errors()).doesNotContain("Exception", "OutOfMemory", "StackOverflow", "\tat ");
        if (!file.accepted()) {
            assertThat(ended.errors()).contains("error[").containsAnyOf("--> compose.yaml:", "yaml-encoding");
        }
    }
}
