package io.stackctl.cli;

import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.client.StackStatus;
import io.stackctl.wire.proto.LockHolderMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that change whole stacks, while somebody else does. */
class LockingCommandsTest {
    private static final LockHolderMessage ANN = LockHolderMessage.newBuilder()
            .setStack("demo")
            .setHolder("ann")
            .setPurpose("deploy")
            .setSince(TimeUnit.SECONDS.toNanos(Samples.START.getEpochSecond()))
            .build();

    @TempDir
    private Path folder = Path.of("");

    private final FakeCluster cluster = new FakeCluster();

    @BeforeEach
    void converged() throws IOException {
        Files.writeString(folder.resolve("c.yml"), "services:\n  web:\n    image: app:1\n");
        cluster.states.add(status(
                101, StackStatus.Phase.SETTLED, service("web").task(serving(1)).build()));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private CommandRun run(String command, String... options) {
        var words = new ArrayList<>(List.of(command));
        if (command.equals("deploy")) {
            words.addAll(List.of("-c", folder.resolve("c.yml").toString()));
        }
        words.addAll(List.of(options));
        words.add("demo");
        return CommandRun.of(cluster, words.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "rollback", "rm"})
    void whoeverWaitsHearsForWhomAndThenGoesOn(String command) {
        cluster.holders.add(ANN);
        var run = run(command, "--detach");
        assertThat(run.err()).contains("waiting: stack demo is locked by ann (deploy) since " + Samples.START);
        assertThat(run.code()).isZero();
        assertThat(cluster.locks).singleElement().satisfies(lock -> {
            assertThat(lock.getHolder()).isEqualTo("tester");
            assertThat(lock.getPurpose()).isEqualTo(command);
            assertThat(lock.getStacksList()).containsExactly("demo");
        });
        assertThat(cluster.tokens).containsExactly(FakeCluster.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "rollback", "rm"})
    void aLockThatIsHeldTooLongEndsTheCommandWithSevenAndChangesNothing(String command) {
        cluster.holders.add(ANN);
        cluster.held = true;
        var run = run(command, "--lock-wait", "100ms");
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err()).endsWith("stack demo is locked by ann (deploy) since " + Samples.START + "\n");
        assertThat(cluster.tokens).isEmpty();
    }

    @Test
    void withoutAWishToWaitItEndsAtOnce() {
        cluster.holders.add(ANN);
        cluster.held = true;
        var run = run("deploy", "--lock-wait", "0");
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err()).doesNotContain("waiting");
    }
}
