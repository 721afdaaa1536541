package io.stackctl.reconcile;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;

/**
 * How a task goes, whoever wants it gone: out of the load balancers first, and to its end when no traffic reaches it.
 * The stage {@link Router} leads it on from there.
 */
final class Leave {
    private Leave() {}

    /**
     * The task on its way out.
     *
     * @param end SHUTDOWN if it stays in the history of its slot, REMOVE if nothing shall be left of it
     */
    static Task of(Draft draft, Task task, Desired end) {
        if (!task.wanted()) {
            return task.desired().compareTo(end) < 0 ? task.wanting(end) : task;
        }
        return switch (task.serving()) {
            case Serving.In _
            when task.alive() && !draft.lost(task.node()) ->
                task.serving(new Serving.Leaving(draft.revision(), draft.now().plus(Limits.ACKNOWLEDGE_WITHIN), end));
            case Serving.In _, Serving.Pending _, Serving.Out _ -> out(task, end);
            case Serving.Leaving(var since, var deadline, var before) ->
                before.compareTo(end) < 0 ? task.serving(new Serving.Leaving(since, deadline, end)) : task;
            case Serving.Draining(var until, var before) ->
                before.compareTo(end) < 0 ? task.serving(new Serving.Draining(until, end)) : task;
        };
    }

    /** The task at its end: nothing reaches it, so its agent may stop it. */
    static Task out(Task task, Desired end) {
        return task.serving(Serving.OUT).wanting(end);
    }
}
