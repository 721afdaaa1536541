package io.stackctl.reconcile;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
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

/** The one place where tasks are made. A new task only prepares; the stage {@link Starter} lets it run. */
final class Births {
    private Births() {}

    /** The first task of a slot, or of a slot under a new spec. {@code after}: what must have ended before it starts. */
    static Task fresh(Draft draft, Service service, Slot slot, Optional<TaskId> after) {
        return task(draft, service, service.version(), slot, after, draft.now(), Attempts.NONE);
    }

    /** Another attempt at what the task before was for. */
    static Task again(
            Draft draft, Service service, Task before, Optional<TaskId> after, Instant notBefore, Attempts attempts) {
        return task(draft, service, version(service, before), before.slot(), after, notBefore, attempts);
    }

    /** While a rollout walks over the slots, or stands still, it alone moves a slot to another spec. */
    private static SpecVersion version(Service service, Task before) {
        return switch (service.progress()) {
            case Progress.Rolling _, Progress.Paused _ -> before.version();
            case Progress.Settled _, Progress.RolledBack _ -> service.version();
        };
    }

    private static Task task(
            Draft draft,
            Service service,
            SpecVersion version,
            Slot slot,
            Optional<TaskId> after,
            Instant notBefore,
            Attempts attempts) {
        return new Task(
                new TaskKey(service.id(), new TaskId(draft.ids().next())),
                version,
                slot,
                Optional.empty(),
                Desired.READY,
                Status.of(Phase.NEW, draft.now(), "created"),
                Serving.PENDING,
                draft.nextBirth(),
                draft.now(),
                after,
                notBefore,
                attempts,
                List.of(),
                notBefore.isAfter(draft.now()) ? Optional.of("waits out the restart delay") : Optional.empty());
    }
}
