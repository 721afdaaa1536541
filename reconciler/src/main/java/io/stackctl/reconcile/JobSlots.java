package io.stackctl.reconcile;

import io.stackctl.cluster.Service;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.util.TreeSet;

/**
 * The slots of a job: one for each completion, a few in work at once. A slot that was given up is spent: it is not
 * tried again before the job gets a new spec.
 */
final class JobSlots {
    private JobSlots() {}

    static void run(Draft draft, Service service, int concurrent, int completions) {
        dropOlder(draft, service);
        var tried = new TreeSet<Slot>();
        int active = 0;
        for (var place : draft.roster(service).places()) {
            boolean wanted = place.slot() instanceof Slot.Replica(int number) && number <= completions;
            if (!place.inUse() || !wanted) {
                Replicator.empty(draft, place);
                continue;
            }
            tried.add(place.slot());
            active += place.staying().stream().anyMatch(Task::alive) ? 1 : 0;
        }
        int left = Math.min(concurrent - active, completions - tried.size());
        for (int number = 1; left > 0 && number <= completions; number++) {
            var slot = new Slot.Replica(number);
            if (!tried.contains(slot)) {
                if (!Replicator.fill(draft, service, slot)) {
                    return;
                }
                left--;
            }
        }
    }

    /** A new spec is a new run: what the older one left behind goes. */
    static void dropOlder(Draft draft, Service service) {
        for (var place : draft.roster(service).places()) {
            if (place.tasks().stream().allMatch(task -> Outdated.is(draft, service, task))) {
                Replicator.empty(draft, place);
            }
        }
    }
}
