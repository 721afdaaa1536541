package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.option.NodeOptions;
import io.stackctl.node.Limits;

/** The options of a raft node, and its own way to its peers: jraft gives them to the client that it makes for the node. */
public final class TransportOptions extends NodeOptions {
    private final String self;
    private final PeerChannels channels;
    private final SnapshotTransit transit;

    /** @param self the name of this peer, without the port */
    public TransportOptions(String self, PeerChannels channels, SnapshotTransit transit) {
        this.self = self;
        this.channels = channels;
        this.transit = transit;
        setRpcConnectTimeoutMs((int) Limits.RAFT_ELECTION_TIMEOUT.toMillis());
        setRpcDefaultTimeout((int) Limits.RAFT_CALL.toMillis());
        setRpcInstallSnapshotTimeout((int) Limits.RAFT_SNAPSHOT.toMillis());
    }

    String self() {
        return self;
    }

    PeerChannels channels() {
        return channels;
    }

    SnapshotTransit transit() {
        return transit;
    }
}
