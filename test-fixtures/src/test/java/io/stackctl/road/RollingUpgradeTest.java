package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three managers are upgraded one after the other to a build that reads a newer format of the log. */
@Tag("e2e")
class RollingUpgradeTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Map<String, String> NEW = Map.of("STACKD_JAVA_OPTIONS", "-Dstackctl.log-format=2");
    private static final String RAISED = "every manager reads a newer format of the log";

    @TempDir
    private Path root;

    @Test
    void theNewFormatIsWrittenOnceTheLastManagerReadsItAndAnOldBuildRefusesItThen() throws Exception {
        var engine = "unix://" + root.resolve("no-engine.sock");
        try (var first = Installation.founded(root, engine);
                var second = Installation.alone(root, engine);
                var third = Installation.alone(root, engine)) {
            ManagersTest.join(first, second);
            ManagersTest.join(first, third);
            ManagersTest.awaitManagers(second, 1, 2);
            var all = List.of(first, second, third);
            for (var upgraded : List.of(third, second)) {
                upgrade(upgraded);
                create(first, "with-" + upgraded.address().replace(':', '-'));
                assertThat(all).noneMatch(RollingUpgradeTest::raised);
            }
            upgrade(first);
            Await.until("the format is raised", LIMIT, () -> all.stream().anyMatch(RollingUpgradeTest::raised));
            create(second, "in-the-new-format");
            assertThat(third.run("config", "ls", "-q").output().lines()).hasSize(3);

            third.killDaemon();
            third.restartDaemon(Map.of());
            Await.until("the old build ends", LIMIT, () -> !third.daemonRuns());
            assertThat(Files.readString(third.daemonLog()))
                    .contains("was written by a newer version of stackctl: upgrade this node");
            third.restartDaemon(NEW);
            ManagersTest.awaitManagers(third, 1, 2);
            assertThat(third.run("config", "ls", "-q").output().lines()).hasSize(3);
        }
    }

    private static void upgrade(Installation machine) throws Exception {
        machine.killDaemon();
        machine.restartDaemon(NEW);
        ManagersTest.awaitManagers(machine, 1, 2);
    }

    private static void create(Installation machine, String name) {
        Await.until(
                name + " is created",
                LIMIT,
                () -> machine.run(name.getBytes(StandardCharsets.UTF_8), "config", "create", name, "-")
                                .code()
                        == 0);
    }

    private static boolean raised(Installation machine) {
        try {
            return Files.readString(machine.daemonLog()).contains(RAISED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
