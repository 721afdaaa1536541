package io.stackctl.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that only read files start fast because they load nothing of what calls a cluster. */
class LoadedClassesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config -c compose.yaml",
                "validate -c compose.yaml",
                "convert -c compose.yaml demo",
                "explain unknown-key"
            })
    void commands_on_files_load_nothing_of_the_network(String command) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("compose.yaml"), "services: {web: {image: nginx, ports: ['80:80']}}\n");
        Path loaded = folder.resolve("loaded");

        ToolProcess.Ended ended =
                ToolProcess.run(folder, List.of("-Xlog:class+load:file=" + loaded), command.split(" ", -1));

        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(Files.readString(loaded))
                .contains("io.stackctl.cli.Stackctl")
                .doesNotContain("io.grpc.", "io.netty.", "com.google.protobuf.", "io.stackctl.wire.");
    }
}
