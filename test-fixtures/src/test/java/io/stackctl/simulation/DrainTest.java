package io.stackctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.fixtures.SpecBuilder;
import io.stackctl.spec.Rollout;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that is drained gives its tasks away in the steps of an update, and nothing stays on it. */
class DrainTest {
    private static final int REPLICAS = 6;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final NodeId DRAINED = new NodeId("n0");

    private final CalmCluster cluster = CalmCluster.ofTwoNodes(7);
    private final World world = cluster.world();
    private final Requests requests = cluster.requests();

    @ParameterizedTest
    @CsvSource({"1,STOP_FIRST,5", "2,STOP_FIRST,4", "1,START_FIRST,6", "3,START_FIRST,6"})
    void tasks_leave_a_drained_node_as_many_at_a_time_as_an_update_replaces(
            int parallelism, Rollout.Order order, int serving) {
        var rollout = new Rollout(parallelism, Duration.ZERO, Duration.ofSeconds(2), 0, Rollout.OnFailure.PAUSE, order);
        requests.deploy(SpecBuilder.service("web")
                .replicas(REPLICAS)
                .image("good:1")
                .update(rollout)
                .pace(Duration.ZERO, Duration.ofMinutes(1))
                .build());
        requests.deployed();
        world.after(STEP, () -> {});
        world.runUntil(world.now.plus(Duration.ofMinutes(2)));
        assertThat(serving()).isEqualTo(REPLICAS);
        assertThat(wantedOnDrained()).isEqualTo(REPLICAS / 2);

        world.calm = false;
        var node = world.state.nodes().get(DRAINED).orElseThrow();
        world.leader.request(new Change.PutNode(node.with(Node.Availability.DRAIN, world.now)));
        world.after(STEP, () -> {});
        var end = world.now.plus(Duration.ofMinutes(2));
        long fewest = REPLICAS;
        long mostMoving = 0;
        while (world.now.isBefore(end)) {
            world.runUntil(world.now.plus(STEP));
            fewest = Math.min(fewest, serving());
            mostMoving = Math.max(mostMoving, staying() - REPLICAS);
        }
        assertThat(fewest).isEqualTo(serving);
        assertThat(mostMoving).isLessThanOrEqualTo(parallelism);
        assertThat(serving()).isEqualTo(REPLICAS);
        assertThat(wantedOnDrained()).isZero();
    }

    private long serving() {
        return world.tasks().stream()
                .filter(task -> task.alive() && task.serving() instanceof Serving.In)
                .count();
    }

    private long staying() {
        return world.tasks().stream().filter(Task::staying).count();
    }

    private long wantedOnDrained() {
        return world.tasks().stream()
                .filter(task -> task.wanted() && task.node().equals(Optional.of(DRAINED)))
                .count();
    }
}
