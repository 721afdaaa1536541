package io.stackctl.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Slot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Spreading over nodes. The numbers are those of the peer's tests. */
class SchedulerTest {
    @Test
    void aServiceSpreadsByItsOwnTasksFirstAndByTheLoadOfTheNodesSecond() {
        var cluster =
                new Cluster().with(Nodes.many(5)).with("one", Specs.plain()).with("two", Specs.plain());

        cluster.place("one", 18);
        assertThat(cluster.counts("one")).containsExactly(4L, 4L, 4L, 3L, 3L);

        cluster.place("two", 2);
        assertThat(cluster.counts("two")).containsExactly(0L, 0L, 0L, 1L, 1L);

        cluster.place("one", 3);
        assertThat(cluster.counts("one")).containsExactly(5L, 4L, 4L, 4L, 4L);

        assertThat(cluster.placeOne("two")).isEqualTo("id2");

        cluster.end(task -> task.node().equals(Optional.of(new NodeId("id1"))), Phase.SHUTDOWN);
        cluster.place("one", 4);
        assertThat(cluster.counts("one")).containsExactly(4L, 4L, 4L, 4L, 4L);
        cluster.place("two", 2);
        assertThat(cluster.counts("two")).containsExactly(1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void tasksBoundToNodesGoFirstAndTheOthersSeeTheirLoad() {
        var cluster = new Cluster()
                .with(Nodes.many(2))
                .with("everywhere", Specs.plain())
                .with("a", Specs.plain());
        var free = cluster.wanted("a", 1, new Slot.Replica(1));
        var bound = cluster.wanted("everywhere", 1, new Slot.OnNode(new NodeId("id1")));

        var placements = cluster.place(List.of(free, bound));

        assertThat(placements.nodes())
                .containsEntry(bound.key(), new NodeId("id1"))
                .containsEntry(free.key(), new NodeId("id2"));
    }
}
