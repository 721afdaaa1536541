package io.stackctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.cluster.StackRevision.OnFailure;
import io.stackctl.fixtures.SpecBuilder;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code deploy --on-failure} makes of an update that fails, whatever the service's own update says. */
class FailureActionTest {
    private static final int REPLICAS = 4;

    private final CalmCluster cluster = CalmCluster.ofTwoNodes(7);
    private final World world = cluster.world();
    private final Requests requests = cluster.requests();

    @Test
    void rollback_takes_the_stack_back_also_where_the_service_says_pause() {
        deployed(spec(Rollout.OnFailure.PAUSE, "good:1"), Optional.empty());
        deployed(spec(Rollout.OnFailure.PAUSE, "broken:2"), Optional.of(OnFailure.ROLLBACK));
        assertThat(image()).isEqualTo("good:1");
        assertThat(progress()).isInstanceOf(Progress.RolledBack.class);
        assertThat(current().restores()).contains(1L);
        assertThat(current().result()).isEqualTo(StackRevision.Result.SETTLED);
    }

    @Test
    void pause_leaves_the_service_where_it_is_also_where_it_says_rollback() {
        deployed(spec(Rollout.OnFailure.ROLLBACK, "good:1"), Optional.empty());
        deployed(spec(Rollout.OnFailure.ROLLBACK, "broken:2"), Optional.of(OnFailure.PAUSE));
        assertThat(image()).isEqualTo("broken:2");
        assertThat(progress())
                .isInstanceOfSatisfying(
                        Progress.Paused.class,
                        paused -> assertThat(paused.why()).startsWith("update paused due to"));
        assertThat(newTasks()).isLessThan(REPLICAS);
        assertThat(current().result()).isEqualTo(StackRevision.Result.PAUSED);
    }

    @Test
    void keep_goes_on_through_all_slots() {
        deployed(spec(Rollout.OnFailure.ROLLBACK, "good:1"), Optional.empty());
        deployed(spec(Rollout.OnFailure.ROLLBACK, "broken:2"), Optional.of(OnFailure.KEEP));
        assertThat(image()).isEqualTo("broken:2");
        assertThat(newTasks()).isEqualTo(REPLICAS);
        assertThat(progress())
                .isInstanceOfSatisfying(
                        Progress.Paused.class,
                        paused -> assertThat(paused.why()).startsWith("4 tasks do not come up"));
    }

    @Test
    void it_rules_nothing_that_its_deploy_did_not_begin() {
        deployed(spec(Rollout.OnFailure.PAUSE, "good:1"), Optional.of(OnFailure.ROLLBACK));
        requests.deploy(spec(Rollout.OnFailure.PAUSE, "broken:2"));
        run();
        assertThat(image()).isEqualTo("broken:2");
        assertThat(progress()).isInstanceOf(Progress.Paused.class);
    }

    @Test
    void first_tasks_that_fail_again_and_again_are_given_up_when_half_their_time_is_over() {
        var start = world.now;
        requests.deploy(builder(Rollout.OnFailure.PAUSE, "broken:1")
                .restart(new Restart(Restart.Condition.ANY, Duration.ZERO, 0, Duration.ZERO))
                .build());
        requests.deployed(Optional.empty());
        world.after(Duration.ofMillis(100), () -> {});
        world.runUntil(start.plusSeconds(29));
        assertThat(progress()).isInstanceOf(Progress.Rolling.class);
        world.runUntil(start.plusSeconds(40));
        assertThat(progress())
                .isInstanceOfSatisfying(
                        Progress.Paused.class,
                        paused -> assertThat(paused.why()).startsWith("4 tasks do not come up"));
        assertThat(current().result()).isEqualTo(StackRevision.Result.PAUSED);
    }

    private void deployed(ServiceSpec spec, Optional<OnFailure> onFailure) {
        requests.deploy(spec);
        requests.deployed(onFailure);
        run();
    }

    private void run() {
        world.after(Duration.ofMillis(100), () -> {});
        world.runUntil(world.now.plus(Duration.ofMinutes(5)));
    }

    private static ServiceSpec spec(Rollout.OnFailure own, String image) {
        return builder(own, image).build();
    }

    private static SpecBuilder builder(Rollout.OnFailure own, String image) {
        var rollout = new Rollout(1, Duration.ZERO, Duration.ofSeconds(2), 0, own, Rollout.Order.STOP_FIRST);
        return SpecBuilder.service("web")
                .replicas(REPLICAS)
                .image(image)
                .update(rollout)
                .rollback(rollout)
                .pace(Duration.ZERO, Duration.ofMinutes(1));
    }

    private Progress progress() {
        return world.service("web").orElseThrow().progress();
    }

    private String image() {
        return world.state.spec(world.service("web").orElseThrow()).container().image();
    }

    /** Slots that have a task of the service's version. */
    private long newTasks() {
        var service = world.service("web").orElseThrow();
        return world.tasks().stream()
                .filter(task -> task.version().equals(service.version()))
                .map(task -> task.slot())
                .distinct()
                .count();
    }

    private StackRevision current() {
        return world.state
                .stacks()
                .get(requests.stack())
                .flatMap(Stack::current)
                .orElseThrow();
    }
}
