package io.stackctl.reconcile;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Rollout;
import java.util.Optional;

/** How a rollout ends. The texts are the peer's. */
final class Verdict {
    private Verdict() {}

    /** The service after too many of its slots failed. */
    static Service failed(Draft draft, Service service, Progress.Rolling rolling, Rollout policy, Standings slots) {
        var culprit = slots.all().stream()
                .flatMap(standing -> standing.failure().stream())
                .map(task -> task.id().value())
                .findFirst()
                .orElseThrow();
        var cause = " due to failure or early termination of task " + culprit;
        if (rolling.direction() == Progress.Direction.BACK) {
            return service.with(new Progress.Paused(rolling.direction(), "rollback paused" + cause, draft.now()));
        }
        if (policy.onFailure() == Rollout.OnFailure.ROLLBACK
                && service.previous().isPresent()) {
            var back = new Progress.Rolling(
                    Progress.Direction.BACK,
                    draft.now(),
                    draft.nextBirth(),
                    rolling.slots(),
                    Optional.of("update rolled back" + cause));
            return service.back(service.previous().get(), back, draft.now());
        }
        return service.with(new Progress.Paused(rolling.direction(), "update paused" + cause, draft.now()));
    }

    /** What becomes of a rollout that has no slot in work; empty while it still watches or waits for one. */
    static Optional<Progress> whenDone(Draft draft, Service service, Progress.Rolling rolling, Standings slots) {
        boolean watches = slots.count(Standing.Stage.WATCHED) > 0;
        int hopeless = slots.count(Standing.Stage.HOPELESS);
        // A job starts its last slots when others are done; they never come if those hang.
        boolean more = hopeless == 0 && slots.all().size() < expected(draft, service);
        if (watches || more) {
            return Optional.empty();
        }
        if (hopeless > 0) {
            return Optional.of(new Progress.Paused(rolling.direction(), words(hopeless, slots), draft.now()));
        }
        return Optional.of(
                switch (rolling.direction()) {
                    case FORWARD -> Progress.SETTLED;
                    case BACK -> new Progress.RolledBack(rolling.why().orElse("rolled back"), draft.now());
                });
    }

    private static int expected(Draft draft, Service service) {
        return switch (draft.spec(service).mode()) {
            case Mode.Replicated(int replicas) -> replicas;
            case Mode.ReplicatedJob(int _, int completions) -> completions;
            case Mode.Global _, Mode.GlobalJob _ -> 0;
        };
    }

    private static String words(int hopeless, Standings slots) {
        var example = slots.at(Standing.Stage.HOPELESS).getFirst().newest();
        var count = hopeless == 1 ? "1 task does not come up" : hopeless + " tasks do not come up";
        return count + reason(example).map(why -> ": " + why).orElse("");
    }

    private static Optional<String> reason(Task task) {
        return task.status().error().or(task::waiting);
    }
}
