package io.stackctl.schedule;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Table;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/*
 * The tasks that failed are the record of where a service fails; nothing is counted beside the state, so a new leader
 * avoids the same nodes. But a slot keeps only a few old tasks, fewer than it takes to call a node faulty. The restarts
 * that a slot's newest task remembers fill the gap: those without a task any more are laid to the node of the oldest
 * task that is left.
 */
/** Where replicas of a service failed lately. Tasks bound to a node are left out: they have nowhere else to go. */
final class RecentFailures {
    /** How far back a failure counts. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** So many failures of one spec version on one node. */
    record Failure(SpecVersion version, NodeId node, int count) {}

    private RecentFailures() {}

    static List<Failure> count(Table<TaskId, Task> tasks, Instant now) {
        var since = now.minus(WINDOW);
        var failed = new TreeMap<Slot, List<Task>>();
        for (var task : tasks) {
            if (task.phase().failure()
                    && task.slot() instanceof Slot.Replica
                    && task.node().isPresent()
                    && task.status().at().isAfter(since)) {
                failed.computeIfAbsent(task.slot(), _ -> new ArrayList<>()).add(task);
            }
        }
        if (failed.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Failure>();
        failed.values().forEach(slot -> slot.forEach(task -> found.add(failure(task, 1))));
        for (var task : tasks) {
            var ofSlot = failed.get(task.slot());
            if (ofSlot != null && task.wanted() && task.alive()) {
                addForgotten(task, ofSlot, since, found);
            }
        }
        return found;
    }

    private static void addForgotten(Task newest, List<Task> ofSlot, Instant since, List<Failure> found) {
        var kept = ofSlot.stream()
                .filter(task -> task.version().equals(newest.version()))
                .sorted(Comparator.comparing(Task::born))
                .toList();
        long restarts = newest.attempts().recent().stream()
                .filter(at -> at.isAfter(since))
                .count();
        if (!kept.isEmpty() && restarts > kept.size()) {
            found.add(failure(kept.getFirst(), (int) restarts - kept.size()));
        }
    }

    private static Failure failure(Task task, int count) {
        return new Failure(task.version(), task.node().orElseThrow(), count);
    }
}
