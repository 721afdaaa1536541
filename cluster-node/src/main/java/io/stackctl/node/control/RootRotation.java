package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.trust.JoinToken;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A root on its way to be the cluster's. It is done when every node has a certificate of it and believes it; a node that is
 * away is waited for until it is back, or removed. All of it is in the state, so whoever leads next goes on.
 */
final class RootRotation {
    private RootRotation() {}

    /** What a node says of its certificate. {@code root}: digest of the one that it leads to and that the node believes. */
    static List<Change> certified(ClusterState state, NodeId node, String root) {
        var trust = state.trust();
        if (trust.isEmpty()
                || trust.get().rotation().isEmpty()
                || !state.nodes().contains(node)) {
            return List.of();
        }
        var rotation = trust.get().rotation().get();
        var renewed = new TreeSet<>(rotation.renewed());
        boolean changed =
                JoinToken.digestInHex(rotation.root()).equals(root) ? renewed.add(node) : renewed.remove(node);
        return changed ? List.of(put(trust.get(), rotation.withRenewed(List.copyOf(renewed)))) : List.of();
    }

    private static Change put(Trust trust, Trust.Rotation rotation) {
        return new Change.PutTrust(trust.with(java.util.Optional.of(rotation)));
    }

    /** Nodes that are still waited for. */
    static List<Node> waiting(ClusterState state) {
        var rotation = state.trust().flatMap(Trust::rotation);
        if (rotation.isEmpty()) {
            return List.of();
        }
        var renewed = new TreeSet<>(rotation.get().renewed());
        var waiting = new ArrayList<Node>();
        state.nodes().values().filter(node -> !renewed.contains(node.id())).forEach(waiting::add);
        return waiting;
    }

    /** The end of a rotation that nobody is waited for any more. */
    static List<Change> finish(ClusterState state) {
        var trust = state.trust();
        if (trust.isEmpty()
                || trust.get().rotation().isEmpty()
                || !waiting(state).isEmpty()) {
            return List.of();
        }
        var rotation = trust.get().rotation().get();
        return List.of(
                new Change.PutTrust(trust.get().rotated(rotation, JoinToken.newSecret(), JoinToken.newSecret())));
    }
}
