package io.stackctl.node.control;

import io.stackctl.cluster.NodeId;
import java.util.Optional;
import java.util.function.Supplier;

/** Who leads, as far as this manager knows, and where that manager is reached. */
final class LeaderAddress {
    private final NodeId self;
    private final ControlLoop loop;
    private final Publisher publisher;
    private final Supplier<Optional<NodeId>> elected;

    /** {@code elected}: whom this manager's log follows. */
    LeaderAddress(NodeId self, ControlLoop loop, Publisher publisher, Supplier<Optional<NodeId>> elected) {
        this.self = self;
        this.loop = loop;
        this.publisher = publisher;
        this.elected = elected;
    }

    Optional<NodeId> node() {
        return loop.leading() ? Optional.of(self) : elected.get().filter(other -> !other.equals(self));
    }

    /** Another manager that leads; empty when none does, or this one. */
    Optional<NodeId> other() {
        return node().filter(leader -> !leader.equals(self));
    }

    /** HOST:PORT of another manager; empty when none leads, or this one. */
    Optional<String> elsewhere() {
        return other().flatMap(leader -> publisher.state().nodes().get(leader))
                .map(leader -> leader.status().address())
                .filter(address -> !address.isEmpty());
    }
}
