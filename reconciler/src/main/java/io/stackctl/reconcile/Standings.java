package io.stackctl.reconcile;

import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the slots of a service stand in its rollout, in the order of the slots. */
record Standings(List<Standing> all) {
    static Standings of(Draft draft, Service service, Progress.Rolling rolling) {
        var all = new ArrayList<Standing>();
        for (var place : draft.roster(service).places()) {
            if (place.inUse()) {
                all.add(of(draft, service, rolling, place));
            }
        }
        return new Standings(all);
    }

    int count(Standing.Stage stage) {
        int count = 0;
        for (var standing : all) {
            count += standing.stage() == stage ? 1 : 0;
        }
        return count;
    }

    int failed() {
        int count = 0;
        for (var standing : all) {
            count += standing.failure().isPresent() ? 1 : 0;
        }
        return count;
    }

    List<Place> at(Standing.Stage stage) {
        return all.stream()
                .filter(standing -> standing.stage() == stage)
                .map(Standing::place)
                .toList();
    }

    private static Standing of(Draft draft, Service service, Progress.Rolling rolling, Place place) {
        Optional<Task> current = Optional.empty();
        boolean mixed = false;
        for (var task : place.tasks()) {
            if (task.staying()) {
                boolean outdated = Outdated.is(draft, service, task);
                mixed |= outdated;
                current = outdated ? current : Optional.of(task);
            }
        }
        if (current.isPresent()) {
            return current(draft, service, rolling, place, current.get(), mixed);
        }
        return tried(draft, service, rolling, place)
                .map(task -> ended(draft, service, rolling, place, task))
                .orElseGet(() -> untouched(draft, place));
    }

    /** The slot has a task of the right spec. {@code mixed}: and an outdated one. */
    private static Standing current(
            Draft draft, Service service, Progress.Rolling rolling, Place place, Task task, boolean mixed) {
        boolean made = Watch.made(draft, service, rolling, task);
        boolean serves = serves(draft, service, task);
        boolean overdue = !serves && overdue(draft, service, rolling, task);
        boolean failed = made && (task.attempts().early() > 0 || overdue);
        var failure =
                failed ? tried(draft, service, rolling, place).or(() -> Optional.of(task)) : Optional.<Task>empty();
        if (Jobs.succeeded(task)) {
            return new Standing(place, Standing.Stage.DONE, Optional.empty());
        }
        if (overdue) {
            return new Standing(place, Standing.Stage.HOPELESS, failure);
        }
        boolean job = draft.spec(service).mode().job();
        if (serves && !mixed && !job) {
            return new Standing(
                    place, made ? afterService(draft, service, rolling, task) : Standing.Stage.DONE, failure);
        }
        return new Standing(
                place, failed || (!made && !mixed) ? Standing.Stage.WATCHED : Standing.Stage.IN_WORK, failure);
    }

    private static Standing.Stage afterService(Draft draft, Service service, Progress.Rolling rolling, Task task) {
        var policy = Watch.policy(draft, service, rolling);
        var since = task.status().runningSince().orElse(draft.now());
        if (!passed(draft, service, since.plus(policy.delay()))) {
            return task.attempts().early() > 0 ? Standing.Stage.WATCHED : Standing.Stage.IN_WORK;
        }
        return passed(draft, service, since.plus(policy.monitor())) ? Standing.Stage.DONE : Standing.Stage.WATCHED;
    }

    /** The rollout's own task has ended, and no other took its place. */
    private static Standing ended(Draft draft, Service service, Progress.Rolling rolling, Place place, Task task) {
        boolean early = task.attempts().early() > 0 || Watch.endedEarly(draft, service, rolling, task);
        boolean well = task.phase() == Phase.COMPLETE && !early;
        return new Standing(
                place,
                well ? Standing.Stage.DONE : Standing.Stage.HOPELESS,
                early ? Optional.of(task) : Optional.empty());
    }

    private static Standing untouched(Draft draft, Place place) {
        return new Standing(
                place, replaceable(draft, place) ? Standing.Stage.OUTDATED : Standing.Stage.LEFT_OUT, Optional.empty());
    }

    /** The newest task of this rollout in a slot that has none any more. */
    private static Optional<Task> tried(Draft draft, Service service, Progress.Rolling rolling, Place place) {
        Optional<Task> tried = Optional.empty();
        for (var task : place.tasks()) {
            if (!task.alive() && Watch.made(draft, service, rolling, task)) {
                tried = Optional.of(task);
            }
        }
        return tried.or(() -> place.givenUp().filter(task -> !Outdated.is(draft, service, task)));
    }

    /** Whether a new task for the slot could be placed at all. */
    static boolean replaceable(Draft draft, Place place) {
        return switch (place.slot()) {
            case Slot.Replica _ -> true;
            case Slot.OnNode(var id) ->
                draft.state().nodes().get(id).map(Node::takesNewTasks).orElse(false);
        };
    }

    private static boolean serves(Draft draft, Service service, Task task) {
        return task.alive()
                && task.serving() instanceof Serving.In(var since)
                && since.compareTo(draft.followedEverywhere(service)) <= 0;
    }

    /**
     * A slot that keeps failing has the time from the start of the rollout, any other from its task's own start. What
     * fails again and again is given up when half of that is over: not sooner, for it may wait for another service, whose
     * image is still on its way.
     */
    private static boolean overdue(Draft draft, Service service, Progress.Rolling rolling, Task task) {
        boolean fails = task.attempts().consecutive() >= Limits.RESTARTS_AT_POLICY_DELAY;
        boolean loops = task.attempts().early() >= Limits.CRASH_LOOP;
        var own = later(task.createdAt(), task.notBefore());
        var from = fails ? rolling.startedAt() : later(rolling.startedAt(), own);
        var time = draft.spec(service).pace().progressDeadline();
        return !(task.serving() instanceof Serving.In)
                && passed(draft, service, from.plus(loops ? time.dividedBy(2) : time))
                && !new StartOrder(draft).waitsWithHope(service, task);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static boolean passed(Draft draft, Service service, Instant when) {
        if (draft.now().isBefore(when)) {
            draft.wakeAt(service, when);
            return false;
        }
        return true;
    }
}
