package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import java.util.ArrayList;

/** Forgets what has ended: tasks beyond the history, then what nothing needs any more. */
final class Reaper implements Stage {
    @Override
    public void run(Draft draft) {
        for (var service : draft.services()) {
            int history = draft.state().settings().taskHistory();
            for (var place : draft.roster(service).places()) {
                reap(draft, place, history);
            }
            if (service.removing() && draft.state().tasks().of(service.id()).isEmpty()) {
                remove(draft, service);
            }
        }
        Leftovers.specs(draft);
        if (draft.sweeps()) {
            Leftovers.networks(draft);
            Leftovers.stacks(draft);
            Leftovers.contents(draft);
            Leftovers.requests(draft);
            StackResults.run(draft);
        }
    }

    private static void remove(Draft draft, Service service) {
        draft.put(new Change.RemoveService(service.id()));
    }

    /** The newest task of a slot is kept in any case: a slot that was given up is known by it. */
    private static void reap(Draft draft, Place place, int history) {
        var changes = new ArrayList<Change>();
        int excess = history < 0 ? 0 : place.tasks().size() - Math.max(1, history);
        for (var task : place.tasks()) {
            boolean gone = over(task) && (task.desired() == Desired.REMOVE || task.alive());
            boolean old = excess > 0 && over(task) && !task.equals(place.newest());
            if (gone || old) {
                changes.add(new Change.RemoveTask(task.key()));
                excess--;
            }
        }
        if (!changes.isEmpty()) {
            draft.put(changes);
        }
    }

    /** Nobody wants it, and no agent has it. One that was never placed leaves nothing behind. */
    private static boolean over(Task task) {
        return !task.wanted() && (!task.alive() || task.node().isEmpty());
    }
}
