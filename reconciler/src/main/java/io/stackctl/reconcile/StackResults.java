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

    /** Looks at the services as they were before this tick: the sweep that it is part of follows changes, not the tick. */
    static void run(Draft draft) {
        for (var stack : draft.before().stacks()) {
            var current = stack.current();
            if (current.isEmpty() || stack.removing()) {
                continue;
            }
            switch (current.get().result()) {
                case ROLLING ->
                    result(draft, stack, current.get()).ifPresent(result -> note(draft, stack, current.get(), result));
                case FAILED -> Retreat.of(stack).ifPresent(retreat -> draft.put(retreat.finish(draft)));
                case SETTLED, PAUSED, SUPERSEDED -> {}
            }
        }
        var leftovers = Pruning.removals(draft.state(), draft.now());
        if (!leftovers.isEmpty()) {
            draft.put(leftovers);
        }
    }

    /** Empty as long as a service rolls. */
    private static Optional<StackRevision.Result> result(Draft draft, Stack stack, StackRevision revision) {
        boolean paused = false;
        boolean failed = false;
        for (var key : revision.services().values()) {
            var service = draft.before().services().get(key.service());
            if (service.isEmpty()) {
                continue;
            }
            switch (service.get().progress()) {
                case Progress.Rolling _ -> {
                    return Optional.empty();
                }
                case Progress.Paused _ -> paused = true;
                // Back on what this revision wants is where it shall be; back on another one is a failure, unless the
                // user sent it there: where the stack has a revision to go back to, the stack goes, not a service.
                case Progress.RolledBack _ ->
                    failed |= !service.get().spec().equals(key)
                            && Retreat.of(stack).isEmpty();
                case Progress.Settled _ -> {}
            }
        }
        if (paused) {
            return Optional.of(StackRevision.Result.PAUSED);
        }
        return Optional.of(failed ? StackRevision.Result.FAILED : StackRevision.Result.SETTLED);
    }

    /** Unless a service of it failed in this very tick. */
    private static void note(Draft draft, Stack before, StackRevision revision, StackRevision.Result result) {
        draft.state()
                .stacks()
                .get(before.id())
                .filter(stack -> stack.current().equals(Optional.of(revision)))
                .ifPresent(stack -> draft.put(new Change.PutStack(noted(stack, result))));
    }

    private static Stack noted(Stack stack, StackRevision.Result result) {
        var revisions = new ArrayList<>(stack.revisions());
        revisions.set(revisions.size() - 1, revisions.getLast().with(result));
        return stack.withRevisions(revisions);
    }
}
