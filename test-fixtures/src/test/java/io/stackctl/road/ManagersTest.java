package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three managers, each a daemon of its own on this machine. They have no engine: deciding needs none. */
@Tag("e2e")
class ManagersTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path root;

    @Test
    void threeManagersSurviveTheLossOfTheirLeaderAndChangeTheirRolesAtRunTime() throws Exception {
        var engine = "unix://" + root.resolve("no-engine.sock");
        try (var first = Installation.founded(root, engine);
                var second = Installation.alone(root, engine);
                var third = Installation.alone(root, engine)) {
            join(first, second);
            join(first, third);
            awaitManagers(second, 1, 2);

            create(third, "before");
            assertThat(first.run("config", "ls", "-q").output().lines()).hasSize(1);

            first.killDaemon();
            create(second, "without-the-leader");
            awaitManagers(third, 1, 1);
            assertThat(third.run("config", "ls", "--format", "{{.Name}}")
                            .output()
                            .lines())
                    .containsExactlyInAnyOrder("before", "without-the-leader");

            first.restartDaemon();
            awaitManagers(first, 1, 2);

            demote(first, id(third));
            Await.until(
                    "the third is a worker",
                    LIMIT,
                    () -> third.run("node", "ls").errors().contains("This node is not a swarm manager."));
            awaitManagers(second, 1, 1);
            create(first, "with-two");

            assertThat(second.run("node", "promote", id(third)).code()).isZero();
            awaitManagers(third, 1, 2);
            assertThat(third.run("config", "ls", "-q").output().lines()).hasSize(3);
        }
    }

    static void join(Installation founder, Installation newcomer) {
        var token = founder.run("swarm", "join-token", "-q", "manager").output().strip();
        var joined = newcomer.join(token, founder.address());
        assertThat(joined.code()).as(joined.all()).isZero();
        assertThat(joined.output()).contains("This node joined a swarm as a manager.");
    }

    private static void create(Installation machine, String name) {
        var created = machine.run(name.getBytes(StandardCharsets.UTF_8), "config", "create", name, "-");
        assertThat(created.code()).as(created.all()).isZero();
    }

    private static void demote(Installation machine, String node) {
        var demoted = machine.run("node", "demote", node);
        assertThat(demoted.code()).as(demoted.all()).isZero();
    }

    private static String id(Installation machine) {
        var matcher =
                Pattern.compile("NodeID: (\\S+)").matcher(machine.run("info").output());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    static void awaitManagers(Installation asked, int leaders, int reachable) {
        Await.until(leaders + " leads, " + reachable + " are reachable", LIMIT, () -> {
            List<String> status = asked.run("node", "ls", "--format", "{{.ManagerStatus}}")
                    .output()
                    .lines()
                    .toList();
            return status.stream().filter("Leader"::equals).count() == leaders
                    && status.stream().filter("Reachable"::equals).count() == reachable;
        });
    }
}
