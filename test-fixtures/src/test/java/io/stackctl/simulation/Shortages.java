package io.stackctl.simulation;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Task;
import java.util.Optional;

/** Counts the shortages that tasks had to wait for. */
final class Shortages implements Invariant {
    @Override
    public void changed(World world, String who, ClusterState state, Optional<Task> was, Task is) {
        if (is.waiting().isEmpty() || was.flatMap(Task::waiting).equals(is.waiting())) {
            return;
        }
        if (is.waiting().get().contains("host-mode port")) {
            world.coverage.hit(Fault.PORT_CLASH);
        }
        if (is.waiting().get().contains("no free address")) {
            world.coverage.hit(Fault.POOL_EXHAUSTED);
        }
    }
}
