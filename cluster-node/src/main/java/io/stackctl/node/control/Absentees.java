package io.stackctl.node.control;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.Limits;
import io.stackctl.node.trust.PeerAddress;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Looks after the nodes that are not there. A host whose session ends is probed at once; and a new leader probes every
 * node that does not greet it soon, for the daemon of the leader before it may be away, and its host may live.
 */
final class Absentees implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Publisher publisher;
    private final ControlLoop loop;
    private final Predicate<NodeId> present;
    private final Thread thread;

    /** {@code present}: whether a node has a session. */
    Absentees(Publisher publisher, ControlLoop loop, Predicate<NodeId> present) {
        this.publisher = publisher;
        this.loop = loop;
        this.present = present;
        this.thread = Thread.ofVirtual().name("absentees").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        var looked = OptionalLong.empty();
        try {
            while (true) {
                if (!loop.awaitLeading(LOOK)) {
                    continue;
                }
                TimeUnit.NANOSECONDS.sleep(Limits.PROBE.toNanos());
                var term = loop.leadership();
                if (term.isPresent() && !term.equals(looked)) {
                    looked = term;
                    publisher
                            .state()
                            .nodes()
                            .values()
                            .filter(node -> !moot(node.id()))
                            .forEach(this::probe);
                }
            }
        } catch (InterruptedException _) {
            // This manager stops.
        }
    }

    /** Probes a node until it is back, or down. */
    void probe(NodeId node) {
        publisher.state().nodes().get(node).ifPresent(this::probe);
    }

    private void probe(Node node) {
        PeerAddress.parse(node.status().address())
                .map(address -> new NodeProbe(node.id(), address, loop, () -> moot(node.id())))
                .ifPresent(
                        probe -> Thread.ofVirtual().name("probe-" + node.id()).start(probe));
    }

    private boolean moot(NodeId node) {
        return present.test(node)
                || publisher.closed()
                || !loop.leading()
                || publisher
                        .state()
                        .nodes()
                        .get(node)
                        .map(known -> known.status().state() == Node.State.DOWN)
                        .orElse(true);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
