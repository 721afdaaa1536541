package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.fixtures.NodeBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoredStateTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final NodeId ASKED = new NodeId("m1");

    private static Node node(String id, Node.Role role) {
        return NodeBuilder.node(id, 1L << 30, NOW).with(role, NOW);
    }

    private static ClusterState backup() {
        return ClusterState.EMPTY
                .with(List.of(
                        new Change.PutNode(node("m1", Node.Role.MANAGER)),
                        new Change.PutNode(node("m2", Node.Role.MANAGER)),
                        new Change.PutNode(node("w1", Node.Role.WORKER))))
                .restoredAs(new Revision(42), NOW);
    }

    private static RestoredState restored(Optional<String> wanted) throws Exception {
        return RestoredState.of(backup(), wanted, ASKED, "192.0.2.9:2377", NOW.plusSeconds(60));
    }

    @Test
    void theManagerThatWasAskedIsThereAgainOnANewDiskAtItsNewAddress() throws Exception {
        var restored = restored(Optional.empty());
        assertThat(restored.self().id()).isEqualTo(ASKED);
        assertThat(restored.self().incarnation())
                .isEqualTo(node("m1", Node.Role.MANAGER).incarnation() + 1);
        assertThat(restored.self().status().address()).isEqualTo("192.0.2.9:2377");
        assertThat(restored.state().nodes().get(ASKED)).contains(restored.self());
    }

    @Test
    void otherManagersAreGoneAndWorkersStay() throws Exception {
        var restored = restored(Optional.empty());
        assertThat(restored.dropped()).extracting(Node::id).containsExactly(new NodeId("m2"));
        assertThat(restored.state().nodes().values().map(Node::id)).containsExactlyInAnyOrder(ASKED, new NodeId("w1"));
    }

    @Test
    void itsRevisionIsAheadOfAnythingThatNodesMayHaveHeardSince() throws Exception {
        assertThat(restored(Optional.empty()).state().revision()).isEqualTo(new Revision(1_000_000_042L));
    }

    @Test
    void anotherManagerCanBeNamedAndAWorkerOrAStrangerCannot() throws Exception {
        assertThat(restored(Optional.of("m2")).self().id()).isEqualTo(new NodeId("m2"));
        for (var name : List.of("w1", "nobody")) {
            assertThatThrownBy(() -> restored(Optional.of(name)))
                    .hasMessageStartingWith("the backup has no manager " + name + "; it has ")
                    .hasMessageContaining("(m1), ")
                    .hasMessageContaining("(m2)");
        }
    }

    @Test
    void aManagerThatGoesOnAloneTakesTheOthersOut() {
        var request = new StandAlone(new RequestId("r"), ASKED);
        var planned = request.plan(backup(), new Request.Context(NOW, new RandomIds()));
        var accepted = (Request.Planned.Accepted<List<Node>>) planned;
        assertThat(accepted.changes()).containsExactly(new Change.RemoveNode(new NodeId("m2")));
        assertThat(accepted.reply().apply(new Revision(43)))
                .extracting(Node::id)
                .containsExactly(new NodeId("m2"));
    }
}
