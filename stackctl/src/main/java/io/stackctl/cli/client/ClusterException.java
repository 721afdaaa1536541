package io.stackctl.cli.client;

import java.io.Serial;
import java.util.List;

/** The cluster refused a request, or could not be asked. The message is the sentence for the user. */
public final class ClusterException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What callers tell apart. */
    public enum Reason {
        /** Nothing listens at the address, or we may not speak to it. */
        NO_DAEMON,
        /** Another machine is not reached, or no daemon there. */
        UNREACHABLE,
        /** The daemon runs, but its node belongs to no cluster. */
        NO_CLUSTER,
        NOT_FOUND,
        REFUSED,
        /** There is no leader now, or the outcome is not known: the same request may be sent again. */
        TRY_AGAIN,
        TIMEOUT,
        CANNOT_BE_PLACED,
        LOCKED,
        STALE_PLAN,
        OTHER
    }

    private final Reason reason;

    @SuppressWarnings("serial") // Never serialized; the class inherits the ability.
    private final List<String> details;

    public ClusterException(Reason reason, String message) {
        this(reason, message, List.of());
    }

    public ClusterException(Reason reason, String message, List<String> details) {
        super(message);
        this.reason = reason;
        this.details = List.copyOf(details);
    }

    public Reason reason() {
        return reason;
    }

    /** Further lines, such as why each node cannot take a task. */
    public List<String> details() {
        return details;
    }
}
