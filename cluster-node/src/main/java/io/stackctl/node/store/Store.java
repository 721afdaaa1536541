package io.stackctl.node.store;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Transaction;

/**
 * The log of transactions and the state after them. Everything in the state is safe on a majority of the managers.
 *
 * <p>One thread proposes, one proposal at a time: a proposal is computed from the state that the one before it left.
 */
public interface Store extends AutoCloseable {
    /**
     * Hears what happens in the store. Calls come one at a time, in the order of the log, on a thread of the store that
     * must not be held up: each puts a message into a queue of its own and returns. What is thrown is fatal.
     */
    interface Listener {
        /** This manager leads; all transactions of earlier terms are in {@link Store#state()}. */
        void leaderStart(long term);

        /** This manager leads no longer. Not called when the store is closed. */
        void leaderStop();

        /** A transaction was applied; also for those that are read again from the log at a start. Stale ones are not told. */
        void applied(ClusterState before, ClusterState after, Transaction transaction);

        /** The state came from a snapshot in place of the transactions before it: whatever was derived is to be made anew. */
        void restored(ClusterState state);
    }

    /**
     * Opens the store. Leadership, if it comes, is told to the listener.
     *
     * @throws StoreException when the data cannot be used; the message names the cause and the remedy
     */
    void start(Listener listener) throws StoreException;

    /** The state after the last transaction that was applied here, also when the store is closed. A volatile read. */
    ClusterState state();

    /**
     * Adds a transaction to the log and waits until it is applied here, or until its fate is unknown.
     *
     * @param term the one that {@link Listener#leaderStart} told; in another it is not proposed
     */
    Proposed propose(Transaction transaction, long term) throws InterruptedException;

    /** Ends all threads; what was applied is on disk. Waiting proposals end as unknown. */
    @Override
    void close();
}
