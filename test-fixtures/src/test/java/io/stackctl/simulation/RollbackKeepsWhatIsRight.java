package io.stackctl.simulation;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.util.HashSet;
import java.util.Set;

/** In a calm world, a task that serves and has the version its service wants is left alone. */
final class RollbackKeepsWhatIsRight implements Invariant {
    private final Set<TaskKey> right = new HashSet<>();

    @Override
    public void afterCommit(World world) {
        if (!world.calm) {
            return;
        }
        for (var task : world.tasks()) {
            Violation.unless(
                    !task.going() || !right.contains(task.key()) || !isRight(world, task),
                    "it was right, and goes: %s",
                    task);
        }
        right.clear();
        for (var task : world.tasks()) {
            if (task.serving() instanceof Serving.In && task.staying() && isRight(world, task)) {
                right.add(task.key());
            }
        }
    }

    /** A service that is about to roll on to another version does not count: what is right changes in that step. */
    private static boolean isRight(World world, Task task) {
        var service = world.state.services().get(task.service()).orElseThrow();
        return service.progress() instanceof Progress.Rolling rolling
                && rolling.direction() == Progress.Direction.BACK
                && task.version().equals(service.version());
    }
}
