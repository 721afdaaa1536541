package io.stackctl.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A stack: its name and the revisions that are kept.
 *
 * @param revisions oldest first, at most {@link Limits#STACK_REVISIONS_MOST}; the last is the current one
 * @param removing its services are on the way out, and it goes with the last of them
 */
public record Stack(StackId id, String name, List<StackRevision> revisions, boolean removing) {
    public Stack {
        revisions = List.copyOf(revisions);
    }

    public Optional<StackRevision> current() {
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
    }

    /** Where a stack goes back to: the newest revision before the current one that settled. */
    public Optional<StackRevision> settledBefore() {
        return revisions.reversed().stream()
                .skip(1)
                .filter(revision -> revision.result() == StackRevision.Result.SETTLED)
                .findFirst();
    }

    public Stack withRevisions(List<StackRevision> others) {
        return new Stack(id, name, others, removing);
    }

    public Stack onTheWayOut() {
        return new Stack(id, name, revisions, true);
    }
}
