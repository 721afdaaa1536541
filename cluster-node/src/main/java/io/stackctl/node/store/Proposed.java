package io.stackctl.node.store;

import io.stackctl.cluster.Revision;

/** What became of a proposal. */
public sealed interface Proposed {
    /** It is in the log for ever, and {@link Store#state()} has at least this revision. */
    record Applied(Revision revision) implements Proposed {}

    /** It is in the log but was computed from another revision: it changed nothing, on all managers alike. */
    record Stale(Revision expected, Revision actual) implements Proposed {}

    /** This manager does not lead in that term; nothing entered the log. */
    record NotLeader() implements Proposed {}

    /**
     * Nothing entered the log because it could not be read back or applied from there: too large, or a fault of ours.
     * Proposing it again ends the same way.
     */
    record Refused(String why) implements Proposed {}

    /** It may or may not become part of the log. Only a later state tells; the proposer must stop. */
    record Unknown(String why) implements Proposed {}
}
