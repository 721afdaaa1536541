package io.stackctl.cluster;

/**
 * What an agent last reported of a task; agents alone write it, but for NEW, ASSIGNED and ORPHANED, which managers
 * write. Of two reports the greater is the newer: a phase only moves down this list.
 */
public enum Phase {
    NEW,
    ASSIGNED,
    ACCEPTED,
    PREPARING,
    READY,
    STARTING,
    RUNNING,
    COMPLETE,
    SHUTDOWN,
    FAILED,
    REJECTED,
    ORPHANED;

    /** The task has ended: it holds no container that runs, no address and no reservation. */
    public boolean terminal() {
        return compareTo(COMPLETE) >= 0;
    }

    /** The task ended against the user's will. */
    public boolean failure() {
        return this == FAILED || this == REJECTED;
    }
}
