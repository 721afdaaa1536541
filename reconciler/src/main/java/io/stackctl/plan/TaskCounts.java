package io.stackctl.plan;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.schedule.Constraints;
import io.stackctl.spec.Mode;
import io.stackctl.spec.ServiceSpec;
import java.util.stream.Stream;

/** How many tasks a service has and should have. */
public final class TaskCounts {
    private TaskCounts() {}

    /** Tasks that the spec wants at once on the nodes there are. */
    public static int wanted(ClusterState state, ServiceSpec spec) {
        return switch (spec.mode()) {
            case Mode.Replicated(int replicas) -> replicas;
            case Mode.ReplicatedJob(int concurrent, int completions) -> Math.min(concurrent, completions);
            case Mode.Global _, Mode.GlobalJob _ -> (int) nodes(state, spec).count();
        };
    }

    /** The nodes that each get a task of a service that runs on each node. */
    static Stream<Node> nodes(ClusterState state, ServiceSpec spec) {
        return state.nodes()
                .values()
                .filter(Node::keepsTasks)
                .filter(node -> Constraints.match(spec.placement().constraints(), node));
    }

    /** Tasks that run, or are meant to. */
    static Stream<Task> live(ClusterState state, Service service) {
        return state.tasks().of(service.id()).values().filter(task -> task.alive() && task.wanted());
    }
}
