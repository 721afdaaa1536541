package io.stackctl.reconcile;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import java.util.Optional;

/** Closes tasks that ended while they were wanted, and gives their slot another attempt if the policy allows one. */
final class Restarter implements Stage {
    @Override
    public void run(Draft draft) {
        for (var service : draft.services()) {
            if (service.removing()) {
                continue;
            }
            for (var place : draft.roster(service).places()) {
                for (var task : place.tasks()) {
                    if (!task.alive() && task.staying() && !Jobs.succeeded(task)) {
                        mend(draft, service, place, task);
                    }
                }
            }
        }
    }

    private static void mend(Draft draft, Service service, Place place, Task ended) {
        var closed = new Change.PutTask(Leave.out(ended, Desired.SHUTDOWN));
        var next = covered(place, ended) || superseded(draft, service, place, ended)
                ? Optional.<Task>empty()
                : next(draft, service, ended);
        if (next.isPresent()) {
            draft.put(closed, new Change.PutTask(next.get()));
        } else {
            draft.put(closed);
        }
    }

    /** The task that was to replace the ended one is there already. */
    private static boolean covered(Place place, Task ended) {
        for (var task : place.tasks()) {
            if (task.staying() && task.alive() && task.born().compareTo(ended.born()) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The ended task was to replace another one that still fills the slot, for a spec that is not wanted any more. */
    private static boolean superseded(Draft draft, Service service, Place place, Task ended) {
        for (var task : place.tasks()) {
            if (task.staying() && task.alive() && !task.id().equals(ended.id())) {
                return Outdated.is(draft, service, ended);
            }
        }
        return false;
    }

    private static Optional<Task> next(Draft draft, Service service, Task ended) {
        // A task that has to wait for its forerunner is followed by one that has to wait as well.
        Optional<TaskId> after = ended.after().map(_ -> ended.id());
        var attempts = counted(draft, service, ended);
        if (ended.phase() == Phase.ORPHANED) {
            return Optional.of(Births.again(draft, service, ended, after, draft.now(), attempts));
        }
        // The service's own policy, not that of the spec which the task ran: it changes in place.
        var spec = draft.spec(service);
        return Retry.of(spec.restart(), spec.mode().job(), ended)
                .map(retry -> Births.again(
                        draft,
                        service,
                        ended,
                        after,
                        retry.notBefore(),
                        retry.attempts().early(attempts.early())));
    }

    /** With the early failures of the rollout in hand, if the ended task was of its making. */
    private static Attempts counted(Draft draft, Service service, Task ended) {
        if (!(service.progress() instanceof Progress.Rolling rolling)
                || ended.born().compareTo(rolling.born()) < 0) {
            return ended.attempts().early(0);
        }
        int now = Watch.endedEarly(draft, service, rolling, ended) ? 1 : 0;
        return ended.attempts().early(ended.attempts().early() + now);
    }
}
