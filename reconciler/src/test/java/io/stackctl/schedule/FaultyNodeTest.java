package io.stackctl.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node where one service keeps failing is avoided for that service, for a while. */
class FaultyNodeTest {
    private final Cluster cluster = new Cluster()
            .with(Nodes.many(2))
            .with("a", 1, Specs.plain())
            .with("a", 2, Specs.plain())
            .with("b", Specs.plain());

    /** Node id1 has a load, so that the empty id2 is the better one. */
    private void loadFirstNode() {
        cluster.force(cluster.wanted("a", 1, new Slot.Replica(100)), Nodes.node("id1"));
    }

    private String attempt(long version) {
        var task = cluster.wanted("a", version, new Slot.Replica(1));
        var node = cluster.place(List.of(task)).nodes().get(task.key());
        cluster.pass(Duration.ofSeconds(1));
        cluster.end(it -> it.key().equals(task.key()), Phase.FAILED);
        return node == null ? "" : node.value();
    }

    @Test
    void afterFiveFailuresOnTheBetterNodeTheOtherIsTaken() {
        loadFirstNode();
        var nodes = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            nodes.add(attempt(1));
        }

        assertThat(nodes).containsExactly("id2", "id2", "id2", "id2", "id2", "id1", "id1", "id1", "id1", "id1");
    }

    @Test
    void anotherSpecVersionStartsWithAGoodName() {
        loadFirstNode();
        for (int i = 0; i < 6; i++) {
            attempt(1);
        }

        for (int i = 0; i < 5; i++) {
            assertThat(attempt(2)).isEqualTo("id2");
        }
        assertThat(attempt(2)).isEqualTo("id1");
    }

    @Test
    void otherServicesAndBoundTasksAreNotConcerned() {
        loadFirstNode();
        for (int i = 0; i < 6; i++) {
            attempt(1);
        }

        assertThat(cluster.placeOne("b")).isEqualTo("id2");
        var bound = cluster.wanted("a", 1, new Slot.OnNode(new NodeId("id2")));
        assertThat(cluster.place(List.of(bound)).nodes()).hasSize(1);
    }

    @Test
    void failuresAreForgottenAfterFiveMinutes() {
        loadFirstNode();
        for (int i = 0; i < 6; i++) {
            attempt(1);
        }
        cluster.pass(Duration.ofMinutes(5));

        assertThat(attempt(1)).isEqualTo("id2");
    }

    @Test
    void aShortHistoryDoesNotHideFailures() {
        loadFirstNode();
        attempt(1);
        var task = cluster.wanted("a", 1, new Slot.Replica(1));
        var restarts = new ArrayList<Instant>();
        for (int i = 0; i < 5; i++) {
            restarts.add(Cluster.START.plusSeconds(i));
        }
        var remembering = new Task(
                task.key(),
                task.version(),
                task.slot(),
                Optional.empty(),
                task.desired(),
                task.status(),
                task.serving(),
                task.born(),
                task.createdAt(),
                task.after(),
                task.notBefore(),
                new Attempts(5, 5, 0, restarts),
                List.of(),
                Optional.empty());
        cluster.apply(new Change.PutTask(remembering));

        assertThat(cluster.place(List.of(remembering)).nodes()).containsValue(new NodeId("id1"));
    }
}
