package io.stackctl.cli.client;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole of a stack at one revision of the cluster.
 *
 * @param stackRevision the stack's own number; 0 when there is no stack
 * @param at the leader's time
 * @param whyBack why the stack went back to an older revision by itself
 */
public record StackStatus(
        Revision revision,
        String name,
        Phase phase,
        long stackRevision,
        List<ServiceState> services,
        List<Node> nodes,
        Instant at,
        Optional<String> whyBack) {
    /** Where the stack stands, as the manager sees it. */
    public enum Phase {
        ABSENT,
        ROLLING,
        SETTLED,
        PAUSED,
        ROLLED_BACK,
        REMOVING
    }

    public StackStatus {
        services = List.copyOf(services);
        nodes = List.copyOf(nodes);
    }
}
