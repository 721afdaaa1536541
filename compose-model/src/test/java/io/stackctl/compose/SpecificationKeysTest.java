package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.spec.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecificationKeysTest {
    @Test
    void groups_and_the_score_reach_the_container() {
        ContainerSpec container = container("    group_add: [audio, 1000]\n    oom_score_adj: -500\n");

        assertThat(container.command().groups()).containsExactly("audio", "1000");
        assertThat(container.privileges().oomScoreAdjustment()).isEqualTo(Optional.of(-500));
    }

    @Test
    void the_long_form_of_depends_on_is_read_and_told_to_have_no_effect() {
        ComposeLoader.Loaded loaded =
                load("    depends_on:\n      db: {condition: service_healthy}\n  db:\n    image: db\n", Reading.OURS);

        assertThat(loaded.file()).isPresent();
        assertThat(loaded.diagnostics().warnings()).extracting(Diagnostic::code).containsExactly(Code.IGNORED_KEY);
    }

    @Test
    void the_reading_of_the_peer_refuses_them() {
        for (String line : List.of("group_add: [audio]", "pull_policy: always", "depends_on: {db: {}}")) {
            assertThat(load("    " + line + "\n", Reading.PEER).diagnostics().hasErrors())
                    .as(line)
                    .isTrue();
        }
    }

    @Test
    void keys_that_have_no_effect_are_told() {
        ComposeLoader.Loaded loaded =
                load("    pull_policy: always\n    platform: linux/amd64\n    runtime: runc\n", Reading.OURS);

        assertThat(loaded.diagnostics().warnings())
                .extracting(Diagnostic::code)
                .containsExactly(Code.IGNORED_KEY, Code.IGNORED_KEY, Code.IGNORED_KEY);
    }

    private static ContainerSpec container(String lines) {
        Files files = files(lines);
        ComposeLoader.Loaded loaded =
                ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files, Reading.OURS);
        return StackConverter.convert("demo", loaded.file().orElseThrow(), files, Reading.OURS)
                .stack()
                .orElseThrow()
                .services()
                .getFirst()
                .container();
    }

    private static ComposeLoader.Loaded load(String lines, Reading reading) {
        return ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files(lines), reading);
    }

    private static Files files(String lines) {
        return MemoryFiles.of(Map.of("compose.yaml", "services:\n  web:\n    image: nginx\n" + lines));
    }
}
