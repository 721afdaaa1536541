package io.stackctl.plan;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Service;
import io.stackctl.spec.ServiceSpec;

/** What a new spec does to the tasks of a service. */
final class Effects {
    private Effects() {}

    static Effect of(ClusterState state, Service service, ServiceSpec running, ServiceSpec wanted) {
        int replaced = (int) TaskCounts.live(state, service)
                .filter(task -> task.node()
                        .flatMap(id -> state.nodes().get(id))
                        .map(node -> Replacement.needed(running, wanted, node))
                        .orElse(Replacement.needed(running, wanted)))
                .count();
        if (replaced > 0 || Replacement.needed(running, wanted)) {
            var update = wanted.update();
            return new Effect.TasksReplaced(replaced, update.order(), update.parallelism(), false);
        }
        int before = TaskCounts.wanted(state, running);
        int after = TaskCounts.wanted(state, wanted);
        return before == after ? Effect.IN_PLACE : new Effect.Scaled(before, after);
    }
}
