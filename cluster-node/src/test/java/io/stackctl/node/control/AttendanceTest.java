package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeId NODE = new NodeId("n1");

    private final Attendance attendance = new Attendance(START);
    private final ClusterState state = ClusterState.EMPTY.with(List.of(node(Node.State.READY, START.minusSeconds(60))));

    private static Change node(Node.State reached, Instant born) {
        var description =
                new Node.Description("h", new Platform("", ""), 0, 0, Immutable.emptyMap(), 1, Optional.empty());
        return new Change.PutNode(new Node(
                NODE,
                1,
                Node.Role.WORKER,
                Node.Availability.ACTIVE,
                Immutable.emptyMap(),
                description,
                new Node.NodeStatus(reached, "", "192.0.2.1:2377"),
                born,
                born));
    }

    private static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    /** When the node is called down, in seconds from the start; the moment before it is not. */
    private void assertDownAt(ClusterState known, double seconds) {
        assertThat(attendance.wakeAt(known)).contains(at(seconds));
        assertThat(attendance.changes(known, at(seconds - 0.001))).isEmpty();
        assertThat(attendance.changes(known, at(seconds))).hasSize(1);
    }

    @Test
    void aNewLeaderGrantsEveryNodeTheWholeTime() {
        assertDownAt(state, 5);
    }

    @Test
    void aMachineThatJustJoinedHasTheWholeTime() {
        assertDownAt(ClusterState.EMPTY.with(List.of(node(Node.State.UNKNOWN, at(100)))), 105);
    }

    @Test
    void aLostSessionCountsFromTheLastWord() {
        attendance.joined(NODE, at(1));
        attendance.parted(NODE, Optional.empty(), at(10));
        assertDownAt(state, 15);
    }

    @Test
    void aHostThatRefusesThePortHasHalfAMinuteAsLongAsItDoes() {
        attendance.joined(NODE, at(1));
        attendance.parted(NODE, Optional.empty(), at(10));
        attendance.probed(NODE, true);
        assertDownAt(state, 40);
        attendance.probed(NODE, false);
        assertDownAt(state, 15);
    }

    @Test
    void aHostThatRefusesANewLeaderHasHalfAMinuteFromTheElection() {
        attendance.probed(NODE, true);
        assertDownAt(state, 30);
        attendance.probed(NODE, false);
        assertDownAt(state, 5);
    }

    @Test
    void aDaemonThatSaidGoodbyeHasTheTimeItAskedForButNoMoreThanAMinute() {
        attendance.joined(NODE, at(1));
        attendance.parted(NODE, Optional.of(Duration.ofSeconds(60)), at(10));
        assertDownAt(state, 70);
        attendance.parted(NODE, Optional.of(Duration.ofHours(1)), at(10));
        assertDownAt(state, 70);
    }

    @Test
    void aNodeThatLeavesIsDownAtOnce() {
        attendance.joined(NODE, at(1));
        attendance.parted(NODE, Optional.of(Duration.ZERO), at(10));
        assertDownAt(state, 10);
    }

    @Test
    void aNodeThatIsBackIsReadyAndAProbeThatComesLateCountsForNothing() {
        attendance.joined(NODE, at(1));
        attendance.parted(NODE, Optional.empty(), at(10));
        attendance.joined(NODE, at(12));
        attendance.probed(NODE, true);
        assertThat(attendance.wakeAt(state)).isEmpty();
        assertThat(attendance.changes(state, at(100))).isEmpty();
    }
}
