package io.stackctl.schedule;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.util.List;
import java.util.Optional;

/**
 * Tasks of one service and spec version that want a node.
 *
 * @param tasks in the order in which they are served
 */
public record Group(SpecKey key, Demand demand, List<Wanted> tasks) {
    /** One task. {@code bound}: the only node that it may go to, for services that run on each node. */
    public record Wanted(TaskKey task, Optional<NodeId> bound) {
        public static Wanted of(Task task) {
            return new Wanted(
                    task.key(),
                    switch (task.slot()) {
                        case Slot.Replica _ -> Optional.empty();
                        case Slot.OnNode(var node) -> Optional.of(node);
                    });
        }
    }

    public Group {
        tasks = List.copyOf(tasks);
    }

    /** Tasks that all have this spec. */
    public static Group of(SpecKey key, Demand demand, List<Task> tasks) {
        return new Group(key, demand, tasks.stream().map(Wanted::of).toList());
    }
}
