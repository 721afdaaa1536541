package io.stackctl.reconcile;

import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;

/** The watch that a rollout keeps over the tasks it made. */
final class Watch {
    private Watch() {}

    /** How this rollout goes about it. */
    static Rollout policy(Draft draft, Service service, Progress.Rolling rolling) {
        return switch (rolling.direction()) {
            case FORWARD -> asInTheDeploy(draft, service, draft.spec(service).update());
            case BACK -> draft.spec(service).rollback();
        };
    }

    /** {@code deploy --on-failure} goes before what the service's own spec says, in what that deploy began. */
    private static Rollout asInTheDeploy(Draft draft, Service service, Rollout update) {
        return service.stack()
                .flatMap(id -> draft.state().stacks().get(id))
                .flatMap(Stack::current)
                .filter(revision -> revision.services().containsValue(service.spec()))
                .flatMap(StackRevision::onFailure)
                .map(asked -> update.with(
                        switch (asked) {
                            case ROLLBACK -> Rollout.OnFailure.ROLLBACK;
                            case PAUSE -> Rollout.OnFailure.PAUSE;
                            case KEEP -> Rollout.OnFailure.CONTINUE;
                        }))
                .orElse(update);
    }

    /** Whether the rollout made this task. */
    static boolean made(Draft draft, Service service, Progress.Rolling rolling, Task task) {
        return task.born().compareTo(rolling.born()) >= 0 && !Outdated.is(draft, service, task);
    }

    /**
     * Whether the task ended by itself before it served, or so soon after that the rollout is to blame. Success is an
     * early end, too, unless the restart policy says that tasks may end well.
     */
    static boolean endedEarly(Draft draft, Service service, Progress.Rolling rolling, Task task) {
        if (!made(draft, service, rolling, task) || !againstTheRollout(draft, task)) {
            return false;
        }
        var monitor = policy(draft, service, rolling).monitor();
        return task.status()
                .runningSince()
                .map(since -> !task.status().at().isAfter(since.plus(monitor)))
                .orElse(true);
    }

    private static boolean againstTheRollout(Draft draft, Task task) {
        var spec = draft.spec(task);
        return task.phase().failure()
                || (task.phase() == Phase.COMPLETE
                        && !spec.mode().job()
                        && spec.restart().condition() == Restart.Condition.ANY);
    }
}
