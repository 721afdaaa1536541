package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.spec.Rollout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The new task of an outdated slot. */
final class Replacement {
    private Replacement() {}

    /** Whether anybody would miss what the slot has now. */
    static boolean serves(Place place) {
        return place.tasks().stream()
                .anyMatch(task -> task.staying() && task.serving() instanceof Serving.In && task.alive());
    }

    /**
     * Puts a new task into the slot. The best of the old ones stays until the new one can take over; what does not run
     * goes at once. All of it happens, or nothing.
     */
    static void of(Draft draft, Service service, Place place, Rollout.Order order) {
        var old = best(place);
        boolean stays = old.filter(Replacement::runs).isPresent();
        boolean beside = order == Rollout.Order.START_FIRST && stays;
        Optional<TaskId> after = beside
                ? Optional.empty()
                : Optional.of(old.orElse(place.newest()).id());
        var changes = new ArrayList<Change>();
        for (var task : place.staying()) {
            if (!stays || !task.equals(old.get())) {
                changes.add(new Change.PutTask(Leave.of(draft, task, Desired.SHUTDOWN)));
            }
        }
        changes.add(new Change.PutTask(Births.fresh(draft, service, place.slot(), after)));
        draft.put(changes);
    }

    /** The slot's new tasks while the old one still serves, and they do not. */
    static List<Task> notYetNeeded(Draft draft, Service service, Place place) {
        boolean served = place.staying().stream()
                .anyMatch(task ->
                        Outdated.is(draft, service, task) && task.alive() && task.serving() instanceof Serving.In);
        return place.staying().stream()
                .filter(task -> served && !Outdated.is(draft, service, task) && !(task.serving() instanceof Serving.In))
                .toList();
    }

    /** The one that users would miss most; of equal ones the older. */
    private static Optional<Task> best(Place place) {
        return place.staying().stream()
                .max(Comparator.comparingInt(Replacement::worth).thenComparing(Task::born, Comparator.reverseOrder()));
    }

    private static int worth(Task task) {
        if (task.serving() instanceof Serving.In) {
            return 2;
        }
        return runs(task) ? 1 : 0;
    }

    private static boolean runs(Task task) {
        return task.alive() && task.phase().compareTo(Phase.STARTING) >= 0;
    }

    /**
     * Ends what no slot needs beside another task of its: those of a spec that is not wanted any more beside an older one
     * that is right, for a rollback keeps what is still there of the spec before; and all but the best of those that an
     * update left which was overtaken. They would still come up, and take over from a task that works.
     */
    static void dropUnneeded(Draft draft, Service service) {
        for (var place : draft.roster(service).places()) {
            var staying = place.staying();
            boolean overtaken = staying.stream().allMatch(task -> Outdated.is(draft, service, task));
            boolean right = !staying.isEmpty() && !Outdated.is(draft, service, staying.getFirst());
            if (staying.size() < 2 || !(overtaken || right)) {
                continue;
            }
            var kept = overtaken ? best(place).orElseThrow() : staying.getFirst();
            for (var task : staying) {
                if (!task.equals(kept) && Outdated.is(draft, service, task)) {
                    draft.put(Leave.of(draft, task, Desired.SHUTDOWN));
                }
            }
        }
    }
}
