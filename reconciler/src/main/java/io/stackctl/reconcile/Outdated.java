package io.stackctl.reconcile;

import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.schedule.Constraints;

/** Whether a task must be replaced for its service's spec. Source of the rule: the peer's test for stale tasks. */
final class Outdated {
    private Outdated() {}

    static boolean is(Draft draft, Service service, Task task) {
        if (task.version().equals(service.version())) {
            return false;
        }
        var wanted = draft.spec(service);
        var has = draft.spec(task);
        return !wanted.keepsTasksOf(has)
                || (!wanted.placement().constraints().equals(has.placement().constraints())
                        && misplaced(draft, service, task));
    }

    /** Whether the task is on a node that the service's constraints rule out. */
    static boolean misplaced(Draft draft, Service service, Task task) {
        return task.node()
                .flatMap(id -> draft.state().nodes().get(id))
                .map(node -> !Constraints.match(draft.spec(service).placement().constraints(), node))
                .orElse(false);
    }
}
