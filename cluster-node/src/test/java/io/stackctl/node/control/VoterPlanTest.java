package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.Peer;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VoterPlanTest {
    private static final Peer A = new Peer(new NodeId("a"), 1);
    private static final Peer B = new Peer(new NodeId("b"), 1);
    private static final Peer C = new Peer(new NodeId("c"), 1);

    private ClusterState state = ClusterState.EMPTY;

    private void node(Peer peer, Node.Role role) {
        state = state.with(new Change.PutNode(new Node(
                peer.node(),
                peer.incarnation(),
                role,
                Node.Availability.ACTIVE,
                Immutable.emptyMap(),
                new Node.Description(
                        peer.toString(),
                        new Platform("x86_64", "linux"),
                        1,
                        1,
                        Immutable.emptyMap(),
                        1,
                        Optional.empty()),
                new Node.NodeStatus(Node.State.READY, "", ""),
                Instant.EPOCH,
                Instant.EPOCH)));
    }

    private Optional<VoterPlan> next(Peer... voters) {
        return VoterPlan.next(state, List.of(voters), A, Set.of());
    }

    @Test
    void managersThatDoNotVoteAreAddedOneAfterTheOther() {
        node(A, Node.Role.MANAGER);
        node(B, Node.Role.MANAGER);
        node(C, Node.Role.MANAGER);
        assertThat(next(A)).contains(new VoterPlan.Add(B));
        assertThat(next(A, B)).contains(new VoterPlan.Add(C));
        assertThat(next(A, B, C)).isEmpty();
    }

    @Test
    void aWorkerAndARemovedNodeVoteNoMore() {
        node(A, Node.Role.MANAGER);
        node(B, Node.Role.WORKER);
        assertThat(next(A, B)).contains(new VoterPlan.Remove(B));
        assertThat(next(A, C)).contains(new VoterPlan.Remove(C));
    }

    @Test
    void theVoterOfADiskThatIsGoneGoesBeforeTheNewOneComes() {
        node(A, Node.Role.MANAGER);
        node(new Peer(B.node(), 2), Node.Role.MANAGER);
        assertThat(next(A, B)).contains(new VoterPlan.Remove(B));
        assertThat(next(A)).contains(new VoterPlan.Add(new Peer(B.node(), 2)));
    }

    @Test
    void aLeaderThatIsToBeNoneHandsOverLast() {
        node(A, Node.Role.WORKER);
        node(B, Node.Role.MANAGER);
        node(C, Node.Role.MANAGER);
        assertThat(next(A, B)).contains(new VoterPlan.Add(C));
        assertThat(next(A, B, C)).contains(new VoterPlan.HandOver());
        assertThat(next(A)).as("nobody could take it").contains(new VoterPlan.Add(B));
    }

    @Test
    void aNewcomerThatDoesNotCatchUpKeepsNobodyElseOut() {
        node(A, Node.Role.MANAGER);
        node(B, Node.Role.MANAGER);
        node(C, Node.Role.MANAGER);
        assertThat(VoterPlan.next(state, List.of(A), A, Set.of(B))).contains(new VoterPlan.Add(C));
        assertThat(VoterPlan.next(state, List.of(A, C), A, Set.of(B))).contains(new VoterPlan.Add(B));
    }

    @Test
    void beforeTheStateKnowsItsManagersNobodyIsTakenOut() {
        assertThat(next(A)).isEmpty();
        node(B, Node.Role.WORKER);
        assertThat(next(A)).isEmpty();
    }
}
