package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Status;
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
                .flatMap(task -> task.hearing(taken(reported, now)))
                .ifPresent(task -> changes.add(new Change.PutTask(task))));
        return changes;
    }

    private static Status taken(Status reported, Instant now) {
        return new Status(
                reported.phase(),
                now,
                cut(reported.message()),
                reported.error().map(StatusReports::cut),
                reported.exitCode(),
                reported.container(),
                Optional.empty(),
                reported.hostPorts());
    }

    private static String cut(String words) {
        return words.length() <= Limits.MESSAGE_LENGTH ? words : words.substring(0, Limits.MESSAGE_LENGTH);
    }
}
