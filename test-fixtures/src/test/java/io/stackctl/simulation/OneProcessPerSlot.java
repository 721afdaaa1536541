package io.stackctl.simulation;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;

/**
 * A process starts only when that of its forerunner has ended, wherever it was. The exception is a forerunner on a node
 * that was lost: nobody could know.
 */
final class OneProcessPerSlot implements Invariant {
    @Override
    public void beforeStart(World world, NodeId node, TaskKey key) {
        var starting = world.state.tasks().get(key);
        if (starting.isEmpty() || starting.get().after().isEmpty()) {
            return;
        }
        world.agents.forEach((id, agent) -> agent.containers.forEach((other, container) -> {
            if (container.live()
                    && !container.abandoned
                    && !other.equals(key)
                    && sameSlot(world, other, starting.get())) {
                throw new Violation("%s starts on %s while %s runs on %s".formatted(key, node, other, id));
            }
        }));
    }

    private static boolean sameSlot(World world, TaskKey other, Task task) {
        return world.state
                .tasks()
                .get(other)
                .filter(it -> it.service().equals(task.service()) && it.slot().equals(task.slot()))
                .filter(it -> it.born().compareTo(task.born()) < 0)
                .isPresent();
    }

    @Override
    public void afterStep(World world) {
        world.agents.forEach((id, agent) -> {
            if (world.down(id)) {
                agent.containers.values().forEach(container -> container.abandoned = true);
            }
        });
    }
}
