package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import java.time.Instant;

/**
 * Moves tasks into the load balancers and out of them. A task that goes is out of all of them, and had its time to end
 * open connections, before its agent hears that it shall stop.
 */
final class Router implements Stage {
    @Override
    public void run(Draft draft) {
        for (var service : draft.services()) {
            for (var place : draft.roster(service).places()) {
                for (var task : place.tasks()) {
                    route(draft, service, task);
                }
            }
        }
    }

    private static void route(Draft draft, Service service, Task task) {
        switch (task.serving()) {
            case Serving.Pending _ -> admit(draft, task);
            case Serving.In _ -> suspend(draft, service, task);
            case Serving.Leaving(var since, var deadline, var end) -> {
                if (unreachable(draft, task)) {
                    draft.put(Leave.out(task, end));
                } else if (since.compareTo(draft.followedEverywhere(service)) <= 0
                        || passed(draft, service, deadline)) {
                    drain(draft, service, task, end);
                }
            }
            case Serving.Draining(var until, var end) -> {
                if (unreachable(draft, task) || passed(draft, service, until)) {
                    draft.put(Leave.out(task, end));
                }
            }
            case Serving.Out _ -> {}
        }
    }

    private static void admit(Draft draft, Task task) {
        boolean asked = task.desired() == Desired.RUNNING || task.desired() == Desired.COMPLETE;
        if (asked && task.phase() == Phase.RUNNING && !draft.lost(task.node())) {
            draft.put(task.serving(new Serving.In(draft.revision())));
        }
    }

    /** A task on a lost node gets no traffic, unless it is all there is: then trying it costs nothing. */
    private static void suspend(Draft draft, Service service, Task task) {
        if (!task.alive()) {
            draft.put(task.serving(Serving.OUT));
        } else if (!draft.steady() && draft.lost(task.node()) && othersServe(draft, service)) {
            draft.put(task.serving(Serving.PENDING));
        }
    }

    private static boolean othersServe(Draft draft, Service service) {
        for (var place : draft.roster(service).places()) {
            for (var task : place.tasks()) {
                if (task.serving() instanceof Serving.In && task.alive() && !draft.lost(task.node())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void drain(Draft draft, Service service, Task task, Desired end) {
        var until = draft.now().plus(draft.spec(task).pace().drain());
        if (passed(draft, service, until)) {
            draft.put(Leave.out(task, end));
        } else {
            draft.put(new Change.PutTask(task.serving(new Serving.Draining(until, end))));
        }
    }

    private static boolean unreachable(Draft draft, Task task) {
        return !task.alive() || draft.lost(task.node());
    }

    private static boolean passed(Draft draft, Service service, Instant when) {
        if (draft.now().isBefore(when)) {
            draft.wakeAt(service, when);
            return false;
        }
        return true;
    }
}
