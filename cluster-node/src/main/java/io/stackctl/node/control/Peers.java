package io.stackctl.node.control;

import io.grpc.BindableService;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.Quorum;
import io.stackctl.node.store.transport.PeerChannels;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a manager has to do with the other managers.
 *
 * @param self its own voter
 * @param quorum empty while its store is not open
 * @param raft what they call of its store; empty for a store that nobody shares
 */
public record Peers(
        Peer self, Supplier<Optional<Quorum>> quorum, PeerChannels channels, Optional<BindableService> raft) {
    /** Of a manager that has no others. */
    static Peers none(NodeId self) {
        return new Peers(new Peer(self, 1), Optional::empty, PeerChannels.NONE, Optional.empty());
    }

    /** Whom this manager's log follows, as far as it knows. */
    Optional<NodeId> leader() {
        return quorum.get().flatMap(Quorum::leader).map(Peer::node);
    }

    /** Whether a node votes, in whichever incarnation. */
    boolean votes(NodeId node) {
        return quorum.get()
                .map(now -> now.voters().stream().anyMatch(voter -> voter.node().equals(node)))
                .orElse(false);
    }
}
