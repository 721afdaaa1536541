package io.stackctl.node.store.transport;

import io.stackctl.cluster.NodeId;
import java.util.Optional;

/** The names of raft peers: a node's id, a point, and how many disks the node has had. */
public final class PeerNames {
    private PeerNames() {}

    /** The node of a peer; empty for what is no peer's name. */
    public static Optional<NodeId> node(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 ? Optional.empty() : Optional.of(new NodeId(name.substring(0, dot)));
    }
}
