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
        var old = place.staying().stream()
                .max(Comparator.comparingInt(Replacement::worth).thenComparing(Task::born, Comparator.reverseOrder()));
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
     * Ends tasks of a spec that is not wanted any more beside one that is right and older: a rollback keeps what is
     * still there of the spec before.
     */
    static void dropUnneeded(Draft draft, Service service) {
        for (var place : draft.roster(service).places()) {
            var staying = place.staying();
            if (staying.size() > 1 && !Outdated.is(draft, service, staying.getFirst())) {
                for (var task : staying) {
                    if (Outdated.is(draft, service, task)) {
                        draft.put(Leave.of(draft, task, Desired.SHUTDOWN));
                    }
                }
            }
        }
    }
}
