package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Turns what an agent reports into changes. A report counts only for a task of that node, and only forward: one that
 * comes late, twice, or for a task that is gone, does nothing. Its time is the leader's.
 */
final class StatusReports {
    private StatusReports() {}

    static List<Change> changes(ClusterState state, NodeId node, SortedMap<TaskKey, Status> statuses, Instant now) {
        var changes = new ArrayList<Change>();
        statuses.forEach((key, reported) -> state.tasks()
                .get(key)
                .filter(task -> task.node().equals(Optional.of(node)))
                .filter(task -> news(task, reported))
                .ifPresent(task -> changes.add(new Change.PutTask(task.reporting(taken(task, reported, now))))));
        return changes;
    }

    private static boolean news(Task task, Status reported) {
        int order = reported.phase().compareTo(task.phase());
        if (order != 0) {
            return order > 0 && task.alive() && reported.phase() != Phase.NEW;
        }
        return task.alive() && !sameWords(task.status(), reported);
    }

    private static boolean sameWords(Status known, Status reported) {
        return known.message().equals(cut(reported.message()))
                && known.error().equals(reported.error().map(StatusReports::cut))
                && known.container().equals(reported.container())
                && known.hostPorts().equals(reported.hostPorts());
    }

    private static Status taken(Task task, Status reported, Instant now) {
        boolean runs = reported.phase() == Phase.RUNNING;
        var runningSince = task.status().runningSince().or(() -> runs ? Optional.of(now) : Optional.empty());
        boolean moved = reported.phase() != task.phase();
        return new Status(
                reported.phase(),
                moved ? now : task.status().at(),
                cut(reported.message()),
                reported.error().map(StatusReports::cut),
                reported.exitCode(),
                reported.container(),
                runningSince,
                reported.hostPorts());
    }

    private static String cut(String words) {
        return words.length() <= Limits.MESSAGE_LENGTH ? words : words.substring(0, Limits.MESSAGE_LENGTH);
    }
}
