package io.stackctl.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.spec.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spreading over labels. */
class SpreadTest {
    private static final String ZONE = "node.labels.az";
    private static final String RACK = "node.labels.rack";

    @Test
    void halfOfTheTasksGoToTheOnlyNodeOfAZone() {
        var cluster = new Cluster()
                .with(
                        Nodes.node("id1", "az=az1"),
                        Nodes.node("id2", "az=az2"),
                        Nodes.node("id3", "az=az2"),
                        Nodes.node("id4", "az=az2"),
                        Nodes.node("id5", "az=az2"))
                .with("a", Specs.spread(Resources.NONE, ZONE));

        cluster.place("a", 8);

        assertThat(cluster.counts("a")).containsExactly(4L, 1L, 1L, 1L, 1L);
    }

    @Test
    void zonesThenRacksAndWhatAFullZoneCannotTakeGoesToTheOther() {
        long mib = Nodes.MIB;
        var cluster = new Cluster()
                .with(
                        Nodes.sized(Nodes.node("id0", "az=az1", "rack=rack1"), 4_000_000_000L, 100 * mib),
                        Nodes.sized(Nodes.node("id1", "az=az1", "rack=rack1"), 4_000_000_000L, 1000 * mib),
                        Nodes.node("id2", "az=az2", "rack=rack1"),
                        Nodes.node("id3", "az=az2", "rack=rack1"),
                        Nodes.node("id4", "az=az2", "rack=rack1"),
                        Nodes.node("id5", "az=az2", "rack=rack2"),
                        Nodes.node("id6", "az=az2", "rack=rack2"))
                .with("a", Specs.spread(Specs.memory(200 * mib), ZONE, RACK));

        assertThat(cluster.place("a", 12).reasons()).isEmpty();

        var counts = cluster.counts("a");
        assertThat(counts.subList(0, 2)).containsExactly(0L, 5L);
        long rackOne = counts.get(2) + counts.get(3) + counts.get(4);
        long rackTwo = counts.get(5) + counts.get(6);
        assertThat(List.of(rackOne, rackTwo)).containsExactlyInAnyOrder(3L, 4L);
        assertThat(counts.subList(2, 7)).allMatch(count -> count >= 1 && count <= 2);
    }

    @Test
    void theNewTasksOfAScaleUpGoWhereTheTreeIsThin() {
        var cluster = new Cluster()
                .with(
                        Nodes.node("id11", "az=az1", "rack=rack1"),
                        Nodes.node("id12", "az=az1", "rack=rack2"),
                        Nodes.node("id21", "az=az2", "rack=rack1"))
                .with("a", Specs.spread(Resources.NONE, ZONE, RACK));
        cluster.place("a", 1);
        assertThat(cluster.counts("a")).containsExactly(1L, 0L, 0L);

        assertThat(cluster.place("a", 2).nodes().values())
                .containsExactlyInAnyOrder(new NodeId("id12"), new NodeId("id21"));
    }

    @Test
    void whatIsNoLabelIsPassedOver() {
        var cluster = new Cluster()
                .with(Nodes.node("id1", "az=az1"), Nodes.node("id2", "az=az2"), Nodes.node("id3", "az=az2"))
                .with("a", Specs.spread(Resources.NONE, "node.hostname", "Node.Labels.az"));

        cluster.place("a", 4);

        assertThat(cluster.counts("a")).containsExactly(2L, 1L, 1L);
    }

    @Test
    void aLostNodeDoesNotKeepItsZoneFromTasks() {
        var cluster = new Cluster()
                .with(Nodes.node("id1", "az=az1"), Nodes.node("id2", "az=az1"), Nodes.node("id3", "az=az2"))
                .with("a", Specs.spread(Resources.NONE, ZONE));
        cluster.place("a", 4);
        assertThat(cluster.counts("a")).containsExactly(1L, 1L, 2L);

        cluster.with(Nodes.in(Nodes.node("id2", "az=az1"), Node.State.DOWN));

        assertThat(cluster.placeOne("a")).isEqualTo("id1");
    }
}
