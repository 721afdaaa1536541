package io.stackctl.reconcile;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tasks for tests of single rules. */
final class Tasks {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private Tasks() {}

    /** A task of that replica in that phase; on no node if the node's name is empty. */
    static Task task(int replica, String node, Phase phase) {
        return new Task(
                new TaskKey(new ServiceId("service"), new TaskId("task" + replica)),
                SpecVersion.FIRST,
                new Slot.Replica(replica),
                node.isEmpty() ? Optional.empty() : Optional.of(new NodeId(node)),
                Desired.RUNNING,
                Status.of(phase, START, ""),
                Serving.PENDING,
                new Birth(Revision.ZERO, replica),
                START,
                Optional.empty(),
                START,
                Attempts.NONE,
                List.of(),
                Optional.empty());
    }

    /** The same task, ended that way at that time, after it ran since then. */
    static Task ended(Phase phase, Instant at, Optional<Instant> runningSince, Attempts attempts) {
        var task = task(1, "n1", Phase.RUNNING);
        var status = new Status(
                phase, at, "", Optional.empty(), Optional.empty(), Optional.empty(), runningSince, List.of());
        return new Task(
                task.key(),
                task.version(),
                task.slot(),
                task.node(),
                task.desired(),
                status,
                task.serving(),
                task.born(),
                task.createdAt(),
                task.after(),
                task.notBefore(),
                attempts,
                task.addresses(),
                task.waiting());
    }
}
