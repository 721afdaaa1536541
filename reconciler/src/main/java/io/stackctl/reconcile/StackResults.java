package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.plan.Pruning;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Notes on a stack's current revision how its rollout ended, once none of its services rolls any more; and takes away
 * what a revision that settled has left behind.
 */
final class StackResults {
    private StackResults() {}

    static void run(Draft draft) {
        for (var stack : draft.state().stacks()) {
            var current = stack.current().filter(revision -> revision.result() == StackRevision.Result.ROLLING);
            if (current.isPresent() && !stack.removing()) {
                result(draft, current.get()).ifPresent(result -> draft.put(new Change.PutStack(noted(stack, result))));
            }
        }
        var leftovers = Pruning.removals(draft.state(), draft.now());
        if (!leftovers.isEmpty()) {
            draft.put(leftovers);
        }
    }

    private static Optional<StackRevision.Result> result(Draft draft, StackRevision revision) {
        boolean paused = false;
        boolean back = false;
        for (var key : revision.services().values()) {
            var service = draft.state().services().get(key.service());
            if (service.isEmpty()) {
                continue;
            }
            switch (service.get().progress()) {
                case Progress.Rolling _ -> {
                    return Optional.empty();
                }
                case Progress.Paused _ -> paused = true;
                case Progress.RolledBack _ -> back = true;
                case Progress.Settled _ -> {}
            }
        }
        if (paused) {
            return Optional.of(StackRevision.Result.PAUSED);
        }
        // A revision that restores another is where its services were meant to go back to.
        boolean failed = back && revision.restores().isEmpty();
        return Optional.of(failed ? StackRevision.Result.FAILED : StackRevision.Result.SETTLED);
    }

    private static Stack noted(Stack stack, StackRevision.Result result) {
        var revisions = new ArrayList<>(stack.revisions());
        revisions.set(revisions.size() - 1, revisions.getLast().with(result));
        return stack.withRevisions(revisions);
    }
}
