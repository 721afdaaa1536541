package io.stackctl.node.store.transport;

import io.grpc.ManagedChannel;
import io.stackctl.cluster.NodeId;
import java.util.Optional;

/** The ways to the other managers. Whoever gives them out owns them: it knows the addresses, and closes them. */
public interface PeerChannels {
    /** For the only manager of a cluster. */
    PeerChannels NONE = _ -> Optional.empty();

    /** Where the others reach this manager; empty for one that nobody has to reach. */
    default String ownAddress() {
        return "";
    }

    /** A manager called, and said where it is reached. */
    default void heardFrom(NodeId node, String address) {}

    /** The channel to a manager, the same each time until its address changes; empty while no address is known. */
    Optional<ManagedChannel> to(NodeId node);
}
