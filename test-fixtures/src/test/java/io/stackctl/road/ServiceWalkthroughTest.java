package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.TestImages;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The walk through services that swarm's own tutorial takes, command by command, with real containers. */
@Tag("e2e")
class ServiceWalkthroughTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final SharedMachine SHARED = new SharedMachine();

    @Test
    void a_service_is_made_looked_at_scaled_and_removed() {
        var created = run("service create --replicas 1 --name helloworld " + TestImages.BOX + " ping 127.0.0.1");
        assertThat(created.code()).as(created.all()).isZero();
        assertThat(created.output()).matches("[a-z0-9]{25}\n");
        assertThat(created.errors())
                .contains("overall progress: 1 out of 1 tasks")
                .contains("verify: Service helloworld converged");

        assertThat(row("service ls", "helloworld"))
                .isEqualTo(created.output().strip() + " helloworld replicated 1/1 " + TestImages.BOX);
        assertThat(good("service inspect --pretty helloworld"))
                .contains("Name:\t\thelloworld\n")
                .contains("Service Mode:\tReplicated\n Replicas:\t1\n")
                .contains(" Image:\t\t" + TestImages.BOX)
                .contains(" Args:\t\tping 127.0.0.1 \n");
        assertThat(good("service inspect helloworld")).contains("\"Replicas\": 1");
        assertThat(good("service ps helloworld")).contains("helloworld.1 ").contains("Running");
        Await.until("its log", LIMIT, () -> good("service logs helloworld").contains("64 bytes from 127.0.0.1"));

        assertThat(good("service scale helloworld=5")).isEqualTo("helloworld scaled to 5\n");
        assertThat(good("service ps -q helloworld").lines()).hasSize(5);
        assertThat(containers("helloworld")).hasSize(5);
        assertThat(good("service scale --detach helloworld=3")).isEqualTo("helloworld scaled to 3\n");

        assertThat(good("service rm helloworld")).isEqualTo("helloworld\n");
        var gone = run("service inspect helloworld");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.output()).isEqualTo("[]\n");
        assertThat(gone.errors()).isEqualTo("no such service: helloworld\n");
        assertThat(run("service ps helloworld").errors()).isEqualTo("no such service: helloworld\n");
        // Its process has no handler for SIGTERM: docker's grace of 10 s is what ends it.
        Await.until(
                "its containers are gone", LIMIT, () -> containers("helloworld").isEmpty());
    }

    @Test
    void a_service_is_updated_a_task_at_a_time_and_its_history_shows_it() {
        good("service create --replicas 2 --name redis --update-delay 10s --update-monitor 500ms " + TestImages.IDLE);
        assertThat(good("service inspect --pretty redis"))
                .contains("UpdateConfig:\n Parallelism:\t1\n Delay:\t\t10s\n On failure:\tpause\n");
        good("service update --detach --update-delay 1s redis");

        var updated = run("service update --image " + TestImages.IDLE_2 + " redis");
        assertThat(updated.code()).as(updated.all()).isZero();
        assertThat(updated.output()).isEqualTo("redis\n");
        assertThat(updated.errors())
                .contains("overall progress: 0 out of 2 tasks")
                .contains("overall progress: 1 out of 2 tasks")
                .contains("overall progress: 2 out of 2 tasks")
                .contains("verify: Service redis converged");
        assertThat(good("service inspect --pretty redis"))
                .contains("UpdateStatus:\n State:\t\tcompleted\n")
                .contains(" Image:\t\t" + TestImages.IDLE_2);
        assertThat(good("service ps --format {{.Name}}|{{.Image}}|{{.DesiredState}} redis")
                        .lines())
                .containsExactly(
                        "redis.1|" + TestImages.IDLE_2 + "|Running",
                        "redis.1|" + TestImages.IDLE + "|Shutdown",
                        "redis.2|" + TestImages.IDLE_2 + "|Running",
                        "redis.2|" + TestImages.IDLE + "|Shutdown");
        assertThat(good("service ps redis")).contains(" \\_ redis.1");
        assertThat(good("service ps -q -f desired-state=running redis").lines()).hasSize(2);
        assertThat(good("service rm redis")).isEqualTo("redis\n");
    }

    private static Installation.Ended run(String line) {
        return SHARED.machine().run(line.split(" "));
    }

    private static String good(String line) {
        var run = run(line);
        assertThat(run.code()).as("%s:\n%s", line, run.all()).isZero();
        return run.output();
    }

    private static String row(String command, String name) {
        return good(command)
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> line.contains(" " + name + " "))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> containers(String service) {
        return SHARED.engine().client().listContainersCmd().exec().stream()
                .flatMap(container -> Stream.of(container.getNames()))
                .filter(name -> name.startsWith("/" + service + "."))
                .toList();
    }
}
