package io.stackctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.fixtures.SpecBuilder;
import io.stackctl.spec.Constraint;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the first start of a service waits for, and what never waits. */
class StartOrderTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Mode JOB = new Mode.ReplicatedJob(1, 1);

    private final CalmCluster cluster = CalmCluster.ofTwoNodes(11);
    private final World world = cluster.world();
    private final Requests requests = cluster.requests();

    @BeforeEach
    void settle() {
        run(Duration.ofSeconds(1));
    }

    @Test
    void started_is_when_the_process_is_there_healthy_or_not() {
        deploy(service("db", "hanging:1"), service("web", "good:1").after("db", Condition.STARTED));
        assertThat(comesUp("web")).isTrue();
        assertThat(tasks("db")).extracting(Task::phase).containsExactly(Phase.STARTING);
    }

    @Test
    void until_then_the_task_is_prepared_and_says_what_it_waits_for() {
        deploy(service("db", "missing:1"), service("web", "good:1").after("db", Condition.STARTED));
        run(Duration.ofSeconds(5));
        assertThat(tasks("web")).singleElement().satisfies(task -> {
            assertThat(task.desired()).isEqualTo(Desired.READY);
            assertThat(task.phase()).isEqualTo(Phase.READY);
            assertThat(task.waiting()).contains("depends_on db: service_started");
        });
    }

    @Test
    void healthy_is_when_it_is_in_the_load_balancers() {
        deploy(service("db", "good:1"), service("web", "good:1").after("db", Condition.HEALTHY));
        assertThat(comesUp("web")).isTrue();
        assertThat(tasks("db")).extracting(Task::serving).hasOnlyElementsOfType(Serving.In.class);
    }

    @Test
    void what_never_gets_healthy_holds_the_other_back_and_both_rollouts_end_with_a_reason() {
        deploy(service("db", "hanging:1"), service("web", "good:1").after("db", Condition.HEALTHY));
        assertThat(comesUp("web")).isFalse();
        assertThat(progress("db")).isInstanceOf(Progress.Paused.class);
        assertThat(progress("web"))
                .isInstanceOfSatisfying(
                        Progress.Paused.class,
                        paused -> assertThat(paused.why()).contains("depends_on db: service_healthy"));
    }

    @Test
    void completed_is_when_each_slot_of_a_job_has_ended_well() {
        deploy(
                service("job", "batch:1").mode(new Mode.ReplicatedJob(2, 5)),
                service("web", "good:1").after("job", Condition.COMPLETED));
        assertThat(comesUp("web")).isTrue();
        assertThat(tasks("job")).extracting(Task::phase).hasSize(5).containsOnly(Phase.COMPLETE);
    }

    @Test
    void a_job_that_fails_holds_the_other_back() {
        deploy(service("job", "broken:1").mode(JOB), service("web", "good:1").after("job", Condition.COMPLETED));
        assertThat(comesUp("web")).isFalse();
    }

    @Test
    void a_service_that_ended_well_is_taken_for_healthy_and_for_started() {
        deploy(
                service("setup", "ending:1").restart(never()),
                service("one", "good:1").after("setup", Condition.STARTED),
                service("two", "good:1").after("setup", Condition.HEALTHY));
        run(LONG);
        assertThat(runs("one")).isTrue();
        assertThat(runs("two")).isTrue();
    }

    @Test
    void that_an_older_version_of_a_job_ended_well_does_not_count() {
        deploy(service("job", "batch:1").mode(JOB));
        run(LONG);
        assertThat(tasks("job")).extracting(Task::phase).containsExactly(Phase.COMPLETE);

        deploy(service("job", "batch:2").mode(JOB), service("web", "good:1").after("job", Condition.COMPLETED));

        assertThat(comesUp("web")).isTrue();
        assertThat(current("job")).extracting(Task::phase).containsExactly(Phase.COMPLETE);
    }

    @Test
    void the_time_to_come_up_begins_when_nothing_holds_it_any_more() {
        deploy(
                service("job", "batch:1").mode(new Mode.ReplicatedJob(1, 20)),
                service("web", "good:1").after("job", Condition.COMPLETED));
        run(DEADLINE.plusSeconds(5));
        assertThat(runs("web")).isFalse();
        run(LONG);
        assertThat(progress("web")).isInstanceOf(Progress.Settled.class);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_there_has_no_replicas_or_no_node_is_not_waited_for(Condition condition) {
        deploy(
                service("idle", "good:1").replicas(0),
                service("nowhere", "good:1")
                        .mode(new Mode.Global())
                        .constraint(new Constraint("node.hostname", Constraint.Operator.EQUAL, "elsewhere")),
                service("web", "good:1")
                        .after("idle", condition)
                        .after("nowhere", condition)
                        .after("absent", condition));
        assertThat(comesUp("web")).isTrue();
    }

    @Test
    void what_is_removed_meanwhile_is_waited_for_no_longer() {
        deploy(service("db", "hanging:1"), service("web", "good:1").after("db", Condition.HEALTHY));
        run(Duration.ofSeconds(10));
        assertThat(runs("web")).isFalse();
        requests.remove(world.service(name("db")).orElseThrow());
        assertThat(comesUp("web")).isTrue();
    }

    @Test
    void a_circle_holds_nobody() {
        deploy(
                service("a", "good:1").after("b", Condition.HEALTHY),
                service("b", "good:1").after("c", Condition.STARTED),
                service("c", "good:1").after("a", Condition.HEALTHY),
                service("itself", "good:1").after("itself", Condition.HEALTHY));
        run(LONG);
        for (var name : List.of("a", "b", "c", "itself")) {
            assertThat(progress(name)).as(name).isInstanceOf(Progress.Settled.class);
        }
    }

    @Test
    void what_only_leads_to_a_circle_waits_for_it() {
        deploy(
                service("a", "good:1").after("b", Condition.HEALTHY),
                service("b", "good:1").after("a", Condition.HEALTHY),
                service("web", "good:1").after("a", Condition.HEALTHY));
        assertThat(comesUp("web")).isTrue();
        assertThat(tasks("a")).extracting(Task::serving).hasOnlyElementsOfType(Serving.In.class);
    }

    @Test
    void a_chain_comes_up_from_its_end() {
        deploy(
                service("web", "good:1").after("app", Condition.HEALTHY),
                service("app", "good:1").after("db", Condition.STARTED),
                service("db", "good:1").after("job", Condition.COMPLETED),
                service("job", "batch:1").mode(JOB));
        assertThat(comesUp("web")).isTrue();
        assertThat(runs("app") && runs("db") && runs("job")).isTrue();
        run(LONG);
        assertThat(progress("web")).isInstanceOf(Progress.Settled.class);
    }

    @Test
    void a_restart_does_not_wait_again() {
        deploy(service("db", "good:1"), service("web", "crashing:1").after("db", Condition.HEALTHY));
        assertThat(comesUp("web")).isTrue();
        breakDatabase();
        run(LONG);
        assertThat(tasks("web").stream().filter(StartOrderTest::letRun).count()).isGreaterThan(1);
    }

    @Test
    void an_update_does_not_wait_again() {
        deploy(service("db", "good:1"), service("web", "good:1").after("db", Condition.HEALTHY));
        run(LONG);
        deploy(service("db", "hanging:2"), service("web", "good:2").after("db", Condition.HEALTHY));
        run(LONG);
        assertThat(current("web"))
                .singleElement()
                .satisfies(task -> assertThat(task.phase()).isEqualTo(Phase.RUNNING));
    }

    @Test
    void a_new_replica_does_not_wait() {
        deploy(service("db", "good:1"), service("web", "good:1").after("db", Condition.HEALTHY));
        run(LONG);
        breakDatabase();
        deploy(service("web", "good:1").replicas(3).after("db", Condition.HEALTHY));
        run(LONG);
        assertThat(tasks("web").stream().filter(task -> task.phase() == Phase.RUNNING))
                .hasSize(3);
    }

    private void breakDatabase() {
        deploy(service("db", "hanging:2"));
        run(DEADLINE);
        assertThat(tasks("db").stream().noneMatch(task -> task.serving() instanceof Serving.In))
                .isTrue();
    }

    private void deploy(SpecBuilder... services) {
        for (var service : services) {
            requests.deploy(service.build());
        }
        requests.deployedAtOnce(Optional.empty());
        run(Duration.ofMillis(100));
    }

    /** Ends in the very moment in which a task of the service is let run; false if none ever is. */
    private boolean comesUp(String service) {
        var end = world.now.plus(LONG);
        while (!runs(service) && world.now.isBefore(end)) {
            run(Duration.ofMillis(100));
        }
        return runs(service);
    }

    private void run(Duration time) {
        world.after(Duration.ofMillis(100), () -> {});
        world.runUntil(world.now.plus(time));
    }

    private boolean runs(String service) {
        return tasks(service).stream().anyMatch(StartOrderTest::letRun);
    }

    private static boolean letRun(Task task) {
        return task.desired() == Desired.RUNNING
                || task.desired() == Desired.COMPLETE
                || task.status().runningSince().isPresent();
    }

    /** Of the newest version of the service. */
    private List<Task> current(String service) {
        var version = world.service(name(service)).orElseThrow().version();
        return tasks(service).stream()
                .filter(task -> task.version().equals(version))
                .toList();
    }

    private List<Task> tasks(String service) {
        var id = world.service(name(service)).orElseThrow().id();
        return world.tasks().stream().filter(task -> task.service().equals(id)).toList();
    }

    private Progress progress(String service) {
        return world.service(name(service)).orElseThrow().progress();
    }

    private static String name(String service) {
        return Requests.STACK_NAME + "_" + service;
    }

    private static Restart never() {
        return new Restart(Restart.Condition.NONE, Duration.ZERO, 0, Duration.ZERO);
    }

    private static SpecBuilder service(String name, String image) {
        return SpecBuilder.service(name(name))
                .image(image)
                .restart(new Restart(Restart.Condition.ON_FAILURE, Duration.ofSeconds(1), 0, Duration.ZERO))
                .update(SpecBuilder.rollout(1, Rollout.Order.STOP_FIRST, Rollout.OnFailure.CONTINUE))
                .pace(Duration.ZERO, DEADLINE);
    }
}
