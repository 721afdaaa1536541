package io.stackctl.node.store;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Transaction;
import io.stackctl.fixtures.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a store tells. */
final class Recorder implements Store.Listener, Fatal {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final List<Long> terms = new CopyOnWriteArrayList<>();
    final List<Transaction> applied = new CopyOnWriteArrayList<>();
    final List<ClusterState> restored = new CopyOnWriteArrayList<>();
    final List<StoreException> fatal = new CopyOnWriteArrayList<>();

    private volatile Optional<Long> leads = Optional.empty();

    @Override
    public void leaderStart(long term) {
        terms.add(term);
        leads = Optional.of(term);
    }

    @Override
    public void leaderStop() {
        leads = Optional.empty();
    }

    /** The term in which this manager leads now. */
    Optional<Long> leads() {
        return leads;
    }

    @Override
    public void applied(ClusterState before, ClusterState after, Transaction transaction) {
        applied.add(transaction);
    }

    @Override
    public void restored(ClusterState state) {
        restored.add(state);
    }

    @Override
    public void stop(StoreException cause) {
        fatal.add(cause);
    }

    /** The term, once this manager leads. */
    long awaitTerm() {
        return Await.value(
                "leadership", PATIENCE, () -> terms.isEmpty() ? Optional.empty() : Optional.of(terms.getLast()));
    }

    StoreException awaitFatal() {
        return Await.value(
                "the end of the store",
                PATIENCE,
                () -> fatal.isEmpty() ? Optional.empty() : Optional.of(fatal.getFirst()));
    }

    /** Waits until this manager leads, or never will. */
    void awaitEnd() {
        Await.until("leadership or the end", PATIENCE, () -> !terms.isEmpty() || !fatal.isEmpty());
    }
}
