package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.spec.Rollout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves the slots of a service to its spec, a few at a time, watches the new tasks, and pauses or goes back when too
 * many fail. All it knows between two ticks is in the service's progress and on the tasks.
 */
final class Updater implements Stage {
    @Override
    public void run(Draft draft) {
        for (var service : draft.services()) {
            if (service.removing()) {
                continue;
            }
            switch (service.progress()) {
                case Progress.Rolling rolling -> roll(draft, service, rolling);
                case Progress.Settled _, Progress.RolledBack _ -> catchUp(draft, service);
                case Progress.Paused _ -> {}
            }
        }
    }

    private static void roll(Draft draft, Service service, Progress.Rolling rolling) {
        var policy = Watch.policy(draft, service, rolling);
        var slots = Standings.of(draft, service, rolling);
        if (tooManyFailed(draft, service, rolling, policy, slots) && policy.onFailure() != Rollout.OnFailure.CONTINUE) {
            draft.put(Verdict.failed(draft, service, rolling, policy, slots));
            return;
        }
        Replacement.dropUnneeded(draft, service);
        int room = policy.parallelism() == 0
                ? Integer.MAX_VALUE
                : policy.parallelism() - slots.count(Standing.Stage.IN_WORK);
        replace(draft, service, policy.order(), slots.at(Standing.Stage.OUTDATED), room);
        if (slots.count(Standing.Stage.OUTDATED) == 0 && slots.count(Standing.Stage.IN_WORK) == 0 && !draft.full()) {
            Verdict.whenDone(draft, service, rolling, slots)
                    .ifPresent(progress -> draft.put(new Change.PutService(service.with(progress))));
        }
    }

    /** A service's first tasks, when its stack cannot go back either, are given the time to come up. */
    private static boolean tooManyFailed(
            Draft draft, Service service, Progress.Rolling rolling, Rollout policy, Standings slots) {
        boolean first = rolling.direction() == Progress.Direction.FORWARD
                && service.previous().isEmpty()
                && (policy.onFailure() != Rollout.OnFailure.ROLLBACK
                        || Retreat.of(draft, service).isEmpty());
        int covered = Math.max(1, rolling.slots());
        return !first && slots.failed() > policy.maxFailureRatio() * covered;
    }

    /** Slots that serve nobody come first: replacing them costs nothing. */
    private static void replace(Draft draft, Service service, Rollout.Order order, List<Place> outdated, int room) {
        var brokenFirst = new ArrayList<>(outdated);
        brokenFirst.sort(Comparator.comparing(Replacement::serves));
        for (int i = 0; i < Math.min(room, brokenFirst.size()); i++) {
            Replacement.of(draft, service, brokenFirst.get(i), order);
        }
    }

    /** Slots that a rollout had to leave out, such as those on a node that was paused then. */
    private static void catchUp(Draft draft, Service service) {
        var outdated = new ArrayList<Place>();
        int inWork = 0;
        for (var place : draft.roster(service).places()) {
            var staying = place.staying();
            boolean old = staying.stream().anyMatch(task -> Outdated.is(draft, service, task));
            if (old && staying.stream().anyMatch(task -> !Outdated.is(draft, service, task))) {
                inWork++;
            } else if (old && Standings.replaceable(draft, place)) {
                outdated.add(place);
            }
        }
        if (!outdated.isEmpty() && !draft.spec(service).mode().job()) {
            var policy = draft.spec(service).update();
            int room = policy.parallelism() == 0 ? Integer.MAX_VALUE : policy.parallelism() - inWork;
            replace(draft, service, policy.order(), outdated, room);
        }
    }
}
