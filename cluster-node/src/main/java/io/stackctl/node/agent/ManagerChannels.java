package io.stackctl.node.agent;

import io.grpc.Channel;
import io.stackctl.wire.proto.Standing;
import java.util.Optional;
import java.util.function.Supplier;

/** Which manager an agent speaks with. Owns the channels that it gives. */
public interface ManagerChannels {
    /** To the manager that is asked next; the same one until {@link #failed}. */
    Channel current();

    /** The session ended badly. {@code leader}: whom the manager named instead of itself, HOST:PORT. */
    void failed(Optional<String> leader);

    /** A manager says what the node is to the cluster, and where the managers are. */
    void told(Standing standing);

    /** One manager for ever, such as the one in the same process. */
    static ManagerChannels always(Supplier<? extends Channel> channel) {
        return new ManagerChannels() {
            @Override
            public Channel current() {
                return channel.get();
            }

            @Override
            public void failed(Optional<String> leader) {
                // There is no other.
            }

            @Override
            public void told(Standing standing) {
                // It is its own manager, and knows.
            }
        };
    }
}
