package io.stackctl.node.store;

import com.alipay.sofa.jraft.entity.PeerId;
import io.stackctl.cluster.NodeId;

/**
 * A voter of the log: a node, and how many disks it has had. A wiped node comes back with a higher incarnation, because
 * a voter must never forget its vote. The name is logical; where the node is reached stands in the state.
 */
public record Peer(NodeId node, int incarnation) {
    /** jraft wants a port in every peer's name; ours means nothing. */
    private static final int PORT = 1;

    public Peer {
        if (incarnation < 1 || !node.value().matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("no name for a voter: " + node + " " + incarnation);
        }
    }

    PeerId id() {
        return new PeerId(toString(), PORT);
    }

    static Peer of(PeerId id) {
        var name = id.getIp();
        int dot = name.lastIndexOf('.');
        return new Peer(new NodeId(name.substring(0, dot)), Integer.parseInt(name.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return node + "." + incarnation;
    }
}
