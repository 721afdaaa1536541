package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The transaction being put together in one turn of the loop, and whom to tell when its fate is known. */
final class Turn {
    /** Hears what became of the turn; a null revision means that it is not known. */
    interface Waiter {
        void done(@Nullable Revision revision, String why);
    }

    private final ClusterState before;
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final List<RequestId> answers = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private ClusterState draft;

    Turn(ClusterState before, Instant now) {
        this.before = before;
        this.draft = before;
        this.now = now;
    }

    ClusterState draft() {
        return draft;
    }

    boolean answers(RequestId id) {
        return answers.contains(id);
    }

    void add(String reason, List<Change> more) {
        if (!more.isEmpty()) {
            reasons.add(reason);
            changes.addAll(more);
            draft = draft.with(more);
        }
    }

    void answer(RequestId id) {
        answers.add(id);
    }

    void whenDone(Waiter waiter) {
        waiters.add(waiter);
    }

    boolean isEmpty() {
        return changes.isEmpty() && answers.isEmpty();
    }

    int size() {
        return changes.size();
    }

    Transaction transaction() {
        return new Transaction(before.revision(), now, String.join(", ", reasons), answers, changes);
    }

    void applied(Revision revision) {
        tell(waiter -> waiter.done(revision, ""));
    }

    void unknown(String why) {
        tell(waiter -> waiter.done(null, why));
    }

    private void tell(Consumer<Waiter> what) {
        waiters.forEach(what);
    }
}
