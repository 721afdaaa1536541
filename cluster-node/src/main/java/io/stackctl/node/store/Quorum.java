package io.stackctl.node.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who votes on what the log takes, and who leads. The changes are for the leader alone, and one at a time. */
public interface Quorum {
    /** Who leads, as far as this manager knows. */
    Optional<Peer> leader();

    /** The managers that vote, as far as this manager knows. */
    List<Peer> voters();

    /**
     * Makes a manager a voter, once it has caught up with the log. What passes by itself (another change under way, a
     * manager that is still catching up) is tried again.
     */
    Voted add(Peer voter, Duration limit) throws InterruptedException;

    /** Takes a voter out. A leader that takes itself out stops leading. */
    Voted remove(Peer voter, Duration limit) throws InterruptedException;

    /** Gives the lead to another voter that has the whole log; false when there is none, or none took it in time. */
    boolean handOver(Duration limit) throws InterruptedException;

    /**
     * Makes this manager the only voter, without asking the others: for when most of them are gone for good. It leads soon
     * after, and everything in its log counts. Voters that live after all, and are a majority, go on without it.
     */
    Voted standAlone();

    /**
     * Waits until this manager's state holds everything that was acknowledged anywhere before the call: what is read
     * then is no older than the question. False when no majority answered in time.
     */
    boolean awaitFresh(Duration limit) throws InterruptedException;

    /** What became of a change of the voters. */
    sealed interface Voted {
        record Done() implements Voted {}

        /** Ask the leader. */
        record NotLeader() implements Voted {}

        /** Nothing changed, or it is not known; {@code why} is raft's sentence. */
        record Failed(String why) implements Voted {}
    }
}
