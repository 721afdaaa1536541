package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.node.trust.NextRoot;
import io.stackctl.node.trust.TrustException;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RootRotationTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    private final Trust trust = Authority.create(Instant.now()).trust(Trust.CERTIFICATE_LIFE);

    private static Node node(NodeId id) {
        var description =
                new Node.Description("host", new Platform("", ""), 0, 0, Immutable.emptyMap(), 1, Optional.empty());
        return new Node(
                id,
                1,
                Node.Role.MANAGER,
                Node.Availability.ACTIVE,
                Immutable.emptyMap(),
                description,
                new Node.NodeStatus(Node.State.DOWN, "", ""),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private ClusterState rotating() throws TrustException {
        var begun = new NextRoot(trust, Optional.empty(), Instant.now()).begin(new NextRoot.Wish("", "", List.of()));
        return ClusterState.EMPTY.with(
                List.of(new Change.PutTrust(begun), new Change.PutNode(node(A)), new Change.PutNode(node(B))));
    }

    private static String digest(ClusterState state) {
        return JoinToken.digestInHex(state.trust().orElseThrow().issuingRoot());
    }

    private static List<NodeId> waiting(ClusterState state) {
        return RootRotation.waiting(state).stream().map(Node::id).toList();
    }

    @Test
    void itEndsWhenEveryNodeHasACertificateOfTheNewRootAlsoOneThatIsDown() throws Exception {
        var state = rotating();
        assertThat(waiting(state)).containsExactly(A, B);
        state = state.with(RootRotation.certified(state, A, digest(state)));
        assertThat(waiting(state)).containsExactly(B);
        assertThat(RootRotation.finish(state)).isEmpty();
        assertThat(RootRotation.certified(state, A, digest(state))).isEmpty();
        assertThat(RootRotation.certified(state, B, JoinToken.digestInHex(trust.root())))
                .isEmpty();

        state = state.with(RootRotation.certified(state, B, digest(state)));
        var desired = state.trust().orElseThrow().issuingRoot();
        var done = state.with(RootRotation.finish(state)).trust().orElseThrow();
        assertThat(done.root()).isEqualTo(desired);
        assertThat(done.rotation()).isEmpty();
        assertThat(done.believed()).isEqualTo(desired);
        for (var role : Node.Role.values()) {
            assertThat(JoinToken.of(done, role)).isNotEqualTo(JoinToken.of(trust, role));
            assertThat(JoinToken.of(trust, role).roleIn(done)).isEmpty();
        }
    }

    @Test
    void aNodeThatIsRemovedIsNotWaitedForAndOneThatJoinsIs() throws Exception {
        var state = rotating();
        state = state.with(RootRotation.certified(state, A, digest(state)));
        var removed = state.with(new Change.RemoveNode(B));
        assertThat(RootRotation.finish(removed)).hasSize(1);
        var joined = removed.with(new Change.PutNode(node(new NodeId("c"))));
        assertThat(RootRotation.finish(joined)).isEmpty();
        assertThat(RootRotation.certified(removed, B, digest(state))).isEmpty();
    }

    @Test
    void aNodeThatComesBackWithAnOldDiskIsWaitedForAgain() throws Exception {
        var state = rotating();
        state = state.with(RootRotation.certified(state, A, digest(state)));
        state = state.with(RootRotation.certified(state, A, JoinToken.digestInHex(trust.root())));
        assertThat(waiting(state)).containsExactly(A, B);
    }

    @Test
    void withoutARotationNothingIsKept() {
        var state = ClusterState.EMPTY.with(List.of(new Change.PutTrust(trust), new Change.PutNode(node(A))));
        assertThat(RootRotation.certified(state, A, JoinToken.digestInHex(trust.root())))
                .isEmpty();
        assertThat(RootRotation.finish(state)).isEmpty();
        assertThat(RootRotation.waiting(state)).isEmpty();
    }
}
