package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.Await;
import io.stackctl.node.agent.ProcessCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk through services that swarm's own tutorial takes, command by command; and what a change to a stack's is. */
class ServiceTutorialTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new ProcessCluster(folder);
        cluster.engine().addImage("alpine:latest");
        cluster.engine().addImage("redis:7.2");
        cluster.engine().addImage("redis:7.4");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private ProcessRun run(String line) {
        return ProcessRun.of(cluster, line.split(" "));
    }

    private String good(String line) {
        var run = run(line);
        assertThat(run.code()).as("%s:\n%s", line, run.err()).isZero();
        return run.out();
    }

    @Test
    void a_service_is_made_looked_at_scaled_and_removed() {
        var created =
                run("service create --update-monitor 1ms --replicas 1 --name helloworld alpine ping -c 3 docker.com");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.out()).matches("[a-z0-9]{25}\n");
        assertThat(created.err())
                .contains("overall progress: 1 out of 1 tasks")
                .contains("verify: Service helloworld converged");

        assertThat(good("service ls").lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "ID NAME MODE REPLICAS IMAGE PORTS",
                        created.out().strip() + " helloworld replicated 1/1 alpine:latest ");
        assertThat(good("service inspect --pretty helloworld"))
                .contains("Name:\t\thelloworld\n")
                .contains("Service Mode:\tReplicated\n Replicas:\t1\n")
                .contains(" Image:\t\talpine:latest\n Args:\t\tping -c 3 docker.com \n");
        assertThat(good("service inspect --format {{.Spec.Mode.Replicated.Replicas}} helloworld"))
                .isEqualTo("1\n");
        assertThat(good("service ps helloworld")).contains("helloworld.1 ").contains("Running");

        assertThat(good("service scale helloworld=5")).isEqualTo("helloworld scaled to 5\n");
        assertThat(good("service ps -q helloworld").lines()).hasSize(5);
        assertThat(good("service scale helloworld=3")).isEqualTo("helloworld scaled to 3\n");
        Await.until(
                "two tasks are gone",
                LIMIT,
                () -> good("service ls --format {{.Replicas}}").equals("3/3\n"));

        assertThat(good("service rm helloworld")).isEqualTo("helloworld\n");
        var gone = run("service inspect helloworld");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.out()).isEqualTo("[]\n");
        assertThat(gone.err()).isEqualTo("no such service: helloworld\n");
    }

    @Test
    void a_service_is_updated_and_taken_back_and_its_history_shows_both() {
        good("service create --name redis --replicas 2 --update-delay 1ms --update-monitor 1ms --rollback-monitor 1ms"
                + " redis:7.2");
        var updated = run("service update --image redis:7.4 --update-parallelism 2 redis");
        assertThat(updated.code()).as(updated.err()).isZero();
        assertThat(updated.out()).isEqualTo("redis\n");
        assertThat(updated.err()).contains("overall progress: 2 out of 2 tasks");
        assertThat(good("service inspect --format {{.UpdateStatus.State}} redis"))
                .isEqualTo("completed\n");
        assertThat(good("service inspect --pretty redis"))
                .contains("UpdateStatus:\n State:\t\tcompleted\n")
                .contains(" Message:\tupdate completed\n");
        assertThat(good("service ps --format {{.Name}}|{{.Image}}|{{.DesiredState}} redis")
                        .lines())
                .containsExactly(
                        "redis.1|redis:7.4|Running",
                        "redis.1|redis:7.2|Shutdown",
                        "redis.2|redis:7.4|Running",
                        "redis.2|redis:7.2|Shutdown");
        assertThat(good("service ps redis")).contains(" \\_ redis.1");
        assertThat(good("service ps -q -f desired-state=running redis").lines()).hasSize(2);

        assertThat(good("service rollback redis")).isEqualTo("redis\n");
        assertThat(good("service inspect --format {{.Spec.TaskTemplate.ContainerSpec.Image}} redis"))
                .isEqualTo("redis:7.2\n");
        var twice = run("service update --rollback redis");
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.err()).startsWith("service redis does not have a previous spec");
    }

    @Test
    void what_is_changed_on_a_service_of_a_stack_is_drift_until_the_next_deploy() throws Exception {
        var file = Files.writeString(folder.resolve("compose.yml"), """
                version: "3.8"
                services:
                  web:
                    image: redis:7.2
                    x-drain: 0s
                    deploy:
                      update_config: { monitor: 1ms }
                """);
        good("deploy -c " + file + " demo");
        good("service scale demo_web=2");
        good("service update --env-add LEVEL=debug --update-monitor 1ms demo_web");

        assertThat(good("diff -c " + file + " demo"))
                .contains("drift: web deploy.replicas is 2 in the cluster, 1 in revision 1");
        assertThat(good("history --format {{.Result}} demo")).isEqualTo("settled, changed since: web\n");
        var exported = Files.writeString(folder.resolve("exported.yml"), good("export demo"));
        assertThat(good("diff --exit-code -c " + exported + " demo"))
                .contains("drift")
                .startsWith("demo  revision 1, nothing to change");
        good("deploy -c " + file + " demo");
        assertThat(good("service ls --format {{.Replicas}}")).isEqualTo("1/1\n");
        assertThat(good("diff -c " + file + " demo")).doesNotContain("drift");
        assertThat(good("history --format {{.Result}} demo")).isEqualTo("settled\nsettled\n");
    }

    @Test
    void ports_of_a_service_without_a_network_are_reached_over_one_that_is_made_for_them() {
        good("service create --update-monitor 1ms --name redis -p 6380:6379/udp redis:7.2");
        assertThat(good("service ls --format {{.Ports}}")).isEqualTo("*:6380->6379/udp\n");
        assertThat(good("service inspect --pretty redis"))
                .contains("Networks:\tingress \n")
                .contains(" PublishedPort = 6380\n");
        var clash = run("service create --name other -p 6380:80/udp redis:7.2");
        assertThat(clash.code()).isEqualTo(1);
        assertThat(clash.err()).startsWith("port '6380' is already in use by service 'redis'");
    }

    @Test
    void requests_that_cannot_be_met_say_why() {
        good("service create --update-monitor 1ms --name redis redis:7.2");
        assertThat(run("service create --name redis redis:7.2").err()).startsWith("service redis already exists");
        assertThat(run("service create --name a --network nowhere redis:7.2").err())
                .startsWith("network not found: nowhere");
        assertThat(run("service create --name a --secret key redis:7.2").err()).startsWith("secret not found: key");
        assertThat(run("service scale rediss=2").err()).isEqualTo("no such service: rediss (did you mean redis?)\n");
        var nowhere = run("service update --constraint-add node.labels.zone==moon redis");
        assertThat(nowhere.code()).isEqualTo(6);
        assertThat(nowhere.err()).contains("fake: does not meet node.labels.zone==moon");
    }
}
