package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.spec.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Gives each service its slots: fills those that are missing, and empties those that are too many. */
final class Replicator implements Stage {
    @Override
    public void run(Draft draft) {
        for (var service : draft.services()) {
            if (service.removing()) {
                draft.roster(service).places().forEach(place -> empty(draft, place));
                continue;
            }
            switch (draft.spec(service).mode()) {
                case Mode.Replicated(int replicas) -> replicate(draft, service, replicas);
                case Mode.Global _ -> EachNode.run(draft, service);
                case Mode.ReplicatedJob(int concurrent, int completions) ->
                    JobSlots.run(draft, service, concurrent, completions);
                case Mode.GlobalJob _ -> {
                    JobSlots.dropOlder(draft, service);
                    EachNode.run(draft, service);
                }
            }
        }
    }

    private static void replicate(Draft draft, Service service, int replicas) {
        var used = new ArrayList<Place>();
        for (var place : draft.roster(service).places()) {
            if (place.inUse()) {
                used.add(place);
            } else {
                empty(draft, place);
            }
        }
        if (used.size() > replicas) {
            var order = ScaleDown.keepFirst(used);
            order.subList(replicas, order.size()).forEach(place -> empty(draft, place));
        } else if (used.size() < replicas) {
            fill(draft, service, used, replicas - used.size());
        }
    }

    /** The lowest numbers that are free come first. */
    private static void fill(Draft draft, Service service, List<Place> used, int missing) {
        var taken = new TreeSet<Slot>();
        used.forEach(place -> taken.add(place.slot()));
        int left = missing;
        for (int number = 1; left > 0; number++) {
            var slot = new Slot.Replica(number);
            if (!taken.contains(slot)) {
                if (!fill(draft, service, slot)) {
                    return;
                }
                left--;
            }
        }
    }

    /** A new task for an empty slot. One that is still on its way out there must have ended before it starts. */
    static boolean fill(Draft draft, Service service, Slot slot) {
        return draft.put(
                Births.fresh(draft, service, slot, dying(draft.roster(service).place(slot))));
    }

    private static Optional<TaskId> dying(Optional<Place> place) {
        return place.map(Place::tasks)
                .flatMap(tasks -> tasks.reversed().stream().filter(Task::alive).findFirst())
                .map(Task::id);
    }

    /** Nothing of the slot shall be left. */
    static void empty(Draft draft, Place place) {
        var changes = new ArrayList<Change>();
        for (var task : place.tasks()) {
            var leaving = Leave.of(draft, task, Desired.REMOVE);
            if (!leaving.equals(task)) {
                changes.add(new Change.PutTask(leaving));
            }
        }
        if (!changes.isEmpty()) {
            draft.put(changes);
        }
    }
}
