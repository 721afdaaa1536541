package io.stackctl.reconcile;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.util.List;
import java.util.Optional;

/** One slot of a service with all its tasks, the dead among them, oldest first. Never empty. */
record Place(Slot slot, List<Task> tasks) {
    Task newest() {
        return tasks.getLast();
    }

    /** The tasks that fill the slot, oldest first: one, or two during a replacement, or none. */
    List<Task> staying() {
        // Most slots hold one task, and most of those stay.
        if (tasks.size() == 1) {
            return tasks.getFirst().staying() ? tasks : List.of();
        }
        return tasks.stream().filter(Task::staying).toList();
    }

    boolean hasStaying() {
        for (var task : tasks) {
            if (task.staying()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The task that ended by itself and left the slot empty, because its policy allows no further attempt. The slot
     * still counts as filled: only a new spec brings it a new task.
     */
    Optional<Task> givenUp() {
        if (hasStaying()) {
            return Optional.empty();
        }
        for (int i = tasks.size() - 1; i >= 0; i--) {
            var task = tasks.get(i);
            if (task.desired() == Desired.SHUTDOWN) {
                return Optional.of(task);
            }
            if (task.desired() == Desired.REMOVE || task.going()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** It belongs to the service; the others only hold tasks on their way out. */
    boolean inUse() {
        return hasStaying() || givenUp().isPresent();
    }
}
