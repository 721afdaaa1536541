package io.stackctl.node.network;

import io.stackctl.cluster.Slot;
import io.stackctl.view.TaskAssignment;

/** The peer's name of a task: service, then the replica's number or the node, then the task. */
final class ContainerNames {
    private ContainerNames() {}

    static String of(TaskAssignment task) {
        var place = switch (task.slot()) {
            case Slot.Replica(int number) -> Integer.toString(number);
            case Slot.OnNode(var node) -> node.value();
        };
        return task.spec().name() + "." + place + "." + task.key().task();
    }
}
