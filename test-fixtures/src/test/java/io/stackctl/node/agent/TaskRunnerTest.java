package io.stackctl.node.agent;

import static io.stackctl.fixtures.AssignmentBuilder.task;
import static io.stackctl.node.agent.Bench.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Status;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.FakeRuntime.Verb;
import io.stackctl.node.docker.ContainerState.Condition;
import io.stackctl.node.docker.ContainerState.Health;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.RuntimeFailure.Kind;
import io.stackctl.spec.Command;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.Naming;
import io.stackctl.spec.PortSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRunnerTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_task_runs_once_its_container_was_started() {
        bench.follow(picture(1).network("front", "10.0.1.0/24").with(task("t1").on("front", "10.0.1.5")));

        var status = bench.await("t1", Phase.RUNNING);

        assertThat(status.message()).isEqualTo("started");
        assertThat(status.container()).isPresent();
        assertThat(bench.engine.of("t1").orElseThrow().name()).isEqualTo("web.1.t1");
        assertThat(bench.engine.starts("t1")).isEqualTo(1);
    }

    @Test
    void a_task_wanted_ready_has_a_container_that_is_not_started() {
        bench.follow(picture(1).with(task("t1").desired(Desired.READY)));

        bench.await("t1", Phase.READY);
        assertThat(bench.engine.of("t1").orElseThrow().condition()).isEqualTo(Condition.CREATED);

        bench.follow(picture(2).with(task("t1")));

        bench.await("t1", Phase.RUNNING);
    }

    @Test
    void exit_code_zero_completes_a_task() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);

        bench.engine.exit("t1", 0);

        assertThat(bench.await("t1", Phase.COMPLETE).message()).isEqualTo("finished");
    }

    @Test
    void another_exit_code_fails_it_and_is_told() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);

        bench.engine.exit("t1", 137);

        var status = bench.await("t1", Phase.FAILED);
        assertThat(status.error()).contains("task: non-zero exit (137)");
        assertThat(status.exitCode()).contains(137);
        assertThat(bench.engine.of("t1")).as("kept for its logs").isPresent();
    }

    @Test
    void a_task_with_a_health_check_runs_when_it_is_first_healthy() {
        bench.follow(picture(1).with(task("t1").checked()));
        bench.await("t1", Phase.STARTING);
        Await.until("it was started", Bench.LIMIT, () -> bench.engine.starts("t1") == 1);

        bench.engine.health("t1", Health.HEALTHY, "ok");

        bench.await("t1", Phase.RUNNING);
    }

    @Test
    void an_unhealthy_container_is_stopped_and_the_task_fails_with_the_output_of_the_check() {
        bench.follow(picture(1).with(task("t1").checked()));
        Await.until("it was started", Bench.LIMIT, () -> bench.engine.starts("t1") == 1);
        bench.engine.health("t1", Health.HEALTHY, "ok");
        bench.await("t1", Phase.RUNNING);

        bench.engine.health("t1", Health.UNHEALTHY, "connection refused\n");

        var status = bench.await("t1", Phase.FAILED);
        assertThat(status.error())
                .contains("task: non-zero exit (143): dockerexec: unhealthy container: connection refused");
        assertThat(bench.engine.of("t1").orElseThrow().condition()).isEqualTo(Condition.EXITED);
    }

    @Test
    void an_absent_image_is_pulled() {
        bench.engine.offerImage("app:2");

        bench.follow(picture(1).with(task("t1").image("app:2")));

        bench.await("t1", Phase.RUNNING);
    }

    @Test
    void an_image_that_cannot_be_had_rejects_the_task_with_the_engines_words() {
        bench.follow(picture(1).with(task("t1").image("nowhere:1")));

        var status = bench.await("t1", Phase.REJECTED);
        assertThat(status.error()).contains("cannot pull image nowhere:1: pull access denied for nowhere:1");
        assertThat(bench.engine.of("t1")).isEmpty();
    }

    @Test
    void a_task_that_is_pulling_can_be_stopped() {
        bench.engine.hold(Verb.PULL);
        bench.follow(picture(1).with(task("t1").image("app:2")));
        bench.awaitMessage("t1", "pulling image app:2");

        bench.follow(picture(2).with(task("t1").image("app:2").desired(Desired.SHUTDOWN)));

        bench.await("t1", Phase.SHUTDOWN);
        bench.engine.release(Verb.PULL);
    }

    @Test
    void shutdown_stops_the_container_and_keeps_it() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);

        bench.follow(picture(2).with(task("t1").desired(Desired.SHUTDOWN)));

        var status = bench.await("t1", Phase.SHUTDOWN);
        assertThat(status.message()).isEqualTo("shutdown");
        assertThat(status.exitCode()).contains(143);
        assertThat(bench.engine.of("t1").orElseThrow().condition()).isEqualTo(Condition.EXITED);
    }

    @Test
    void removal_takes_container_and_files_away() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);

        bench.follow(picture(2).with(task("t1").desired(Desired.REMOVE)));

        bench.await("t1", Phase.SHUTDOWN);
        bench.awaitGone("t1");
    }

    @Test
    void an_engine_that_does_not_answer_is_waited_for_and_the_task_says_so() {
        bench.engine.goDown("connection refused");
        bench.follow(picture(1).with(task("t1")));

        var waiting = bench.awaitMessage("t1", "no container engine answers at fake: connection refused");
        assertThat(waiting.phase()).isLessThan(Phase.READY);
        assertThat(waiting.error()).as("what ps shows").contains(waiting.message());

        bench.engine.comeBack();

        var running = bench.await("t1", Phase.RUNNING);
        assertThat(running.message()).isEqualTo("started");
        assertThat(running.error()).isEmpty();
    }

    @Test
    void a_running_task_says_started_again_after_the_engine_was_away() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);
        bench.engine.failNext(Verb.INSPECT, new RuntimeFailure(Kind.UNREACHABLE, "away"));

        bench.engine.health("t1", Health.NONE, "");

        bench.awaitMessage("t1", "started");
        assertThat(bench.await("t1", Phase.RUNNING).error()).isEmpty();
    }

    @Test
    void what_was_missed_while_the_engine_was_away_is_found_when_it_is_back() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);

        bench.engine.goDown("restarting");
        bench.engine.exitUnheard("t1", 1);
        bench.engine.comeBack();

        bench.await("t1", Phase.FAILED);
    }

    @Test
    void a_failure_that_may_pass_is_met_with_another_try() {
        bench.engine.failNext(Verb.CREATE, new RuntimeFailure(Kind.BROKEN, "device busy"));
        bench.engine.failNext(Verb.CREATE, new RuntimeFailure(Kind.BROKEN, "device busy"));

        bench.follow(picture(1).with(task("t1")));

        bench.await("t1", Phase.RUNNING);
    }

    @Test
    void a_failure_that_does_not_pass_ends_the_task_after_some_tries() {
        for (int i = 0; i < 3; i++) {
            bench.engine.failNext(Verb.CREATE, new RuntimeFailure(Kind.BROKEN, "disk full"));
        }

        bench.follow(picture(1).with(task("t1")));

        assertThat(bench.await("t1", Phase.REJECTED).error()).contains("disk full");
    }

    @Test
    void a_pull_that_does_not_get_through_ends_the_task_after_some_tries() {
        for (int i = 0; i < 3; i++) {
            bench.engine.failNext(Verb.PULL, new RuntimeFailure(Kind.BROKEN, "dial tcp: connection refused"));
        }

        bench.follow(picture(1).with(task("t1").image("app:2")));

        assertThat(bench.await("t1", Phase.REJECTED).error())
                .contains("cannot pull image app:2: dial tcp: connection refused");
    }

    @Test
    void a_start_that_fails_is_not_tried_twice() {
        bench.engine.failNext(Verb.START, new RuntimeFailure(Kind.BROKEN, "port is already allocated"));

        bench.follow(picture(1).with(task("t1")));

        assertThat(bench.await("t1", Phase.FAILED).error())
                .contains("starting container failed: port is already allocated");
        assertThat(bench.engine.starts("t1")).isZero();
    }

    @Test
    void a_bind_source_that_is_not_there_fails_the_task_at_its_start() {
        bench.missingPaths.add(Path.of("/data/absent"));

        bench.follow(picture(1)
                .with(task("t1").mount(new MountSpec.Bind("/data/absent", "/data", false, Optional.empty(), false))));

        assertThat(bench.await("t1", Phase.FAILED).error())
                .contains("invalid bind mount source, source path not found: /data/absent");
    }

    @Test
    void a_relative_target_rejects_the_task() {
        bench.follow(picture(1).with(task("t1").mount(new MountSpec.Tmpfs("data", false, 0, Optional.empty()))));

        assertThat(bench.await("t1", Phase.REJECTED).error())
                .contains("invalid mount target, must be an absolute path: data");
    }

    @Test
    void a_task_waits_for_the_network_that_it_is_on() {
        bench.follow(picture(1).with(task("t1").on("front", "10.0.1.5")));
        bench.awaitMessage("t1", "waiting for network front");

        bench.follow(picture(2).network("front", "10.0.1.0/24").with(task("t1").on("front", "10.0.1.5")));

        bench.await("t1", Phase.RUNNING);
    }

    @Test
    void ports_of_the_node_are_told() {
        var port =
                new PortSpec(80, Optional.of(8080), PortSpec.Protocol.TCP, PortSpec.PublishMode.HOST, Optional.empty());

        bench.follow(picture(1).with(task("t1").port(port)));

        assertThat(bench.await("t1", Phase.RUNNING).hostPorts())
                .containsExactly(new Status.HostPort(80, 8080, PortSpec.Protocol.TCP));
    }

    @Test
    void a_container_that_somebody_removed_fails_its_task() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);

        bench.engine.vanish("t1");

        assertThat(bench.await("t1", Phase.FAILED).error()).contains("task: its container was removed by someone else");
        assertThat(bench.engine.of("t1")).isEmpty();
    }

    @Test
    void templates_are_filled_in_with_what_is_known_of_the_task_and_its_node() {
        var naming = new Naming(
                Optional.of("{{.Node.Hostname}}-{{.Task.Slot}}"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var command = Command.OF_IMAGE;
        var environment = new Command(
                command.entrypoint(),
                command.arguments(),
                List.of("NAME={{join \"/\" .Service.Name .Task.ID}}", "PLAIN"),
                command.workingDirectory(),
                command.user(),
                command.groups(),
                false,
                false,
                Optional.empty());

        bench.follow(picture(1)
                .with(task("t1")
                        .naming(naming)
                        .command(environment)
                        .mount(new MountSpec.Volume(
                                Optional.of("data-{{.Task.Slot}}"),
                                "/data",
                                false,
                                false,
                                Optional.empty(),
                                Immutable.emptyMap(),
                                Optional.empty()))));

        bench.await("t1", Phase.RUNNING);
        var order = bench.engine.orderOf("t1");
        assertThat(order.hostname()).contains("fake-1");
        assertThat(order.environment()).containsExactly("NAME=web/t1", "PLAIN");
        assertThat(((MountSpec.Volume) order.mounts().getFirst()).name()).contains("data-1");
    }

    @Test
    void a_template_that_asks_for_something_unknown_rejects_the_task() {
        var naming = new Naming(
                Optional.of("{{.Node.Colour}}"), Optional.empty(), List.of(), List.of(), List.of(), List.of());

        bench.follow(picture(1).with(task("t1").naming(naming)));

        assertThat(bench.await("t1", Phase.REJECTED).error().orElseThrow())
                .startsWith("cannot fill in the template {{.Node.Colour}}");
    }
}
