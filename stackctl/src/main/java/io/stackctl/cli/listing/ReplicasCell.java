package io.stackctl.cli.listing;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Mode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The MODE and REPLICAS cells of a service. */
final class ReplicasCell {
    private ReplicasCell() {}

    static String mode(Mode mode) {
        return switch (mode) {
            case Mode.Replicated _ -> "replicated";
            case Mode.Global _ -> "global";
            case Mode.ReplicatedJob _ -> "replicated job";
            case Mode.GlobalJob _ -> "global job";
        };
    }

    /** {@code 2/3 (max 2 per node)}: running and wanted; of jobs also how many have completed. */
    static String replicas(ServiceState service, List<Node> nodes) {
        Set<NodeId> down = nodes.stream()
                .filter(node -> node.status().state() == Node.State.DOWN)
                .map(Node::id)
                .collect(Collectors.toSet());
        long running = service.tasks().stream()
                .filter(task -> task.phase() == Phase.RUNNING
                        && task.node()
                                .map(down::contains)
                                .map(isDown -> !isDown)
                                .orElse(true))
                .count();
        long wanted = service.tasks().stream()
                .filter(Task::staying)
                .filter(Task::alive)
                .count();
        long completed = service.tasks().stream()
                .filter(task -> task.phase() == Phase.COMPLETE
                        && task.version().equals(service.service().version()))
                .count();
        return switch (service.spec().mode()) {
            case Mode.Replicated(int replicas) -> limited(running + "/" + replicas, service);
            case Mode.Global _ -> limited(running + "/" + wanted, service);
            case Mode.ReplicatedJob(int concurrent, int completions) -> {
                long open = Math.max(0, Math.min(concurrent, completions - completed));
                yield running + "/" + open + " (" + completed + "/" + completions + " completed)";
            }
            case Mode.GlobalJob _ ->
                running + "/" + wanted + " (" + completed + "/" + (wanted + completed) + " completed)";
        };
    }

    private static String limited(String counts, ServiceState service) {
        int most = service.spec().placement().maxReplicasPerNode();
        return most > 0 ? counts + " (max " + most + " per node)" : counts;
    }
}
