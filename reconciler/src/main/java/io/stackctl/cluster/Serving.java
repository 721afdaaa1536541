package io.stackctl.cluster;

import java.time.Instant;

/**
 * Whether a task is in the load balancers and names of the cluster. Managers write it; running is the agent's word,
 * serving is theirs.
 */
public sealed interface Serving {
    /** Not yet. */
    record Pending() implements Serving {}

    /** In since the revision {@code since}; every node that has applied it sends traffic. */
    record In(Revision since) implements Serving {}

    /**
     * Taken out at {@code since}; counts as out everywhere when every node has applied that, or at {@code deadline}.
     *
     * @param end what managers will want of the task once no traffic reaches it: SHUTDOWN or REMOVE
     */
    record Leaving(Revision since, Instant deadline, Desired end) implements Serving {}

    /**
     * Out everywhere; open connections may end until {@code until}.
     *
     * @param end as of {@link Leaving}
     */
    record Draining(Instant until, Desired end) implements Serving {}

    /** No traffic reaches it. Only now may it be stopped. */
    record Out() implements Serving {}

    Serving PENDING = new Pending();
    Serving OUT = new Out();
}
