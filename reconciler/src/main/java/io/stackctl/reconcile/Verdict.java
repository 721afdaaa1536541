package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a rollout ends. The texts are the peer's. */
final class Verdict {
    private Verdict() {}

    /** What happens to the service after too many of its slots failed, and with it to its stack. */
    static List<Change> failed(
            Draft draft, Service service, Progress.Rolling rolling, Rollout policy, Standings slots) {
        var culprit = slots.all().stream()
                .flatMap(standing -> standing.failure().stream())
                .map(task -> task.id().value())
                .findFirst()
                .orElseThrow();
        var cause = " due to failure or early termination of task " + culprit;
        if (rolling.direction() == Progress.Direction.BACK) {
            return paused(draft, service, rolling, slots, "rollback paused" + cause);
        }
        var why = "update rolled back" + cause;
        if (policy.onFailure() == Rollout.OnFailure.ROLLBACK) {
            var retreat = Retreat.of(draft, service);
            if (retreat.isPresent()) {
                return retreat.get().begin(draft, service, rolling, why);
            }
            if (service.previous().isPresent()) {
                return List.of(new Change.PutService(
                        back(draft, service, service.previous().get(), rolling.slots(), why)));
            }
        }
        return paused(draft, service, rolling, slots, "update paused" + cause);
    }

    /** What works is left alone from now on: new tasks that were only about to take over from it go. */
    private static List<Change> paused(
            Draft draft, Service service, Progress.Rolling rolling, Standings slots, String why) {
        var changes = new ArrayList<Change>();
        changes.add(new Change.PutService(service.with(new Progress.Paused(rolling.direction(), why, draft.now()))));
        for (var standing : slots.all()) {
            if (standing.stage() == Standing.Stage.IN_WORK && standing.failure().isEmpty()) {
                Replacement.notYetNeeded(draft, service, standing.place())
                        .forEach(task -> changes.add(new Change.PutTask(Leave.of(draft, task, Desired.SHUTDOWN))));
            }
        }
        return changes;
    }

    /** The service on its way back to that version. */
    static Service back(Draft draft, Service service, SpecVersion version, int slots, String why) {
        var rollback =
                new Progress.Rolling(Progress.Direction.BACK, draft.now(), draft.nextBirth(), slots, Optional.of(why));
        return service.back(version, rollback, draft.now());
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
        return expected(draft.spec(service).mode());
    }

    /** The slots that a mode asks for, whatever nodes there are. */
    static int expected(Mode mode) {
        return switch (mode) {
            case Mode.Replicated(int replicas) -> replicas;
            case Mode.ReplicatedJob(int _, int completions) -> completions;
            case Mode.Global _, Mode.GlobalJob _ -> 0;
        };
    }

    private static String words(int hopeless, Standings slots) {
        var example = slots.all().stream()
                .filter(standing -> standing.stage() == Standing.Stage.HOPELESS)
                .findFirst()
                .orElseThrow();
        var count = hopeless == 1 ? "1 task does not come up" : hopeless + " tasks do not come up";
        // The newest task may only wait for its turn; why, the one that failed can tell.
        return count
                + example.failure()
                        .flatMap(Verdict::reason)
                        .or(() -> reason(example.place().newest()))
                        .map(why -> ": " + why)
                        .orElse("");
    }

    private static Optional<String> reason(Task task) {
        return task.status().error().or(task::waiting);
    }
}
