package io.stackctl.reconcile;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import java.util.Optional;

/**
 * Lets a prepared task run when its slot is free, its delay is over and what its service depends on is up, and lets the old
 * one go when it is replaced.
 */
final class Starter implements Stage {
    @Override
    public void run(Draft draft) {
        var order = new StartOrder(draft);
        for (var service : draft.services()) {
            if (service.removing()) {
                continue;
            }
            for (var place : draft.roster(service).places()) {
                Handover.run(draft, service, place);
            }
            for (var place : draft.roster(service).places()) {
                for (var task : place.tasks()) {
                    if (task.desired() == Desired.READY && task.staying() && task.alive()) {
                        if (draft.spec(service).dependencies().isPresent()) {
                            // What it waits for, and whether with hope, changes with other services.
                            draft.keepAwake(service);
                        }
                        start(draft, order, service, place, task);
                    }
                }
            }
        }
    }

    private static void start(Draft draft, StartOrder order, Service service, Place place, Task task) {
        if (draft.now().isBefore(task.notBefore())) {
            draft.wakeAt(service, task.notBefore());
        } else if (task.after().isPresent() ? free(draft, place, task) : placedOrAlone(place, task)) {
            var unmet = order.holding(service);
            if (unmet.isPresent()) {
                hold(draft, service, task, unmet.get().words());
            } else {
                var job = draft.spec(task).mode().job();
                draft.put(released(draft, task).wanting(job ? Desired.COMPLETE : Desired.RUNNING));
            }
        }
    }

    /** The task is placed and prepared meanwhile. As long as it has no node, the reason for that is the one to tell. */
    private static void hold(Draft draft, Service service, Task task, String why) {
        if (task.node().isPresent() && !task.waiting().equals(Optional.of(why))) {
            draft.put(task.waitingFor(Optional.of(why)));
        }
        draft.keepAwake(service);
    }

    /** The time that it may take to come up begins now. */
    private static Task released(Draft draft, Task task) {
        return StartOrder.held(task) ? task.waitingFor(Optional.empty()).dueFrom(draft.now()) : task;
    }

    /** No older task fills the slot, or may still run. One on another node, which is lost, is not waited for. */
    private static boolean free(Draft draft, Place place, Task task) {
        for (var other : place.tasks()) {
            boolean older = other.born().compareTo(task.born()) < 0;
            boolean mayRun = other.alive() && other.node().isPresent() && other.desired() != Desired.READY;
            boolean fills = other.alive() && other.staying();
            boolean elsewhere = task.node().isPresent() && !task.node().equals(other.node());
            if (older && (fills || (mayRun && !(elsewhere && draft.lost(other.node()))))) {
                return false;
            }
        }
        return true;
    }

    /** A task beside an old one can still be told to wait for it, if it turns out that there is no room for both. */
    private static boolean placedOrAlone(Place place, Task task) {
        return task.node().isPresent() || place.staying().size() == 1;
    }
}
