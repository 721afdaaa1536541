package io.stackctl.plan;

import java.util.List;

/**
 * Where the new tasks of a plan would go if it were carried out now.
 *
 * @param nodes new tasks by node, by the name of the node; nodes that get none are left out
 * @param waiting tasks that would have to wait
 */
public record PlacementPreview(List<NodeCount> nodes, List<Waiting> waiting) {
    /** So many new tasks on one node. */
    public record NodeCount(String node, int tasks) {}

    /** So many tasks of one service that would wait, and why. */
    public record Waiting(String service, int tasks, String reason) {}

    public static final PlacementPreview NOTHING = new PlacementPreview(List.of(), List.of());

    public PlacementPreview {
        nodes = List.copyOf(nodes);
        waiting = List.copyOf(waiting);
    }
}
