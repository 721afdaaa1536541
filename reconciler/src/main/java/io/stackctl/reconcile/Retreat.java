package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.plan.Restoration;
import io.stackctl.plan.TaskCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * A retreat takes two ticks. The Updater, which sees one service fail, sends that one back and writes on the stack that
 * its revision failed. A failed revision with a settled one behind it is then the reason to bring back all the rest. So
 * it is in the state at any moment how far the retreat came, and a new leader goes on with it.
 */
/**
 * The way back of a whole stack after one of its services failed: to the newest revision that settled, services, images,
 * and with them the versions of configs and secrets.
 */
record Retreat(Stack stack, StackRevision failed, StackRevision target) {
    /** Empty if the service is not just now being moved by its stack, or if the stack never settled before. */
    static Optional<Retreat> of(Draft draft, Service service) {
        return service.stack()
                .flatMap(draft.state().stacks()::get)
                .filter(stack -> stack.current()
                        .filter(revision -> revision.result() == StackRevision.Result.ROLLING)
                        .filter(revision -> revision.services().containsValue(service.spec()))
                        .isPresent())
                .flatMap(Retreat::of);
    }

    /** From the stack's current revision. */
    static Optional<Retreat> of(Stack stack) {
        if (stack.removing()) {
            return Optional.empty();
        }
        return stack.settledBefore()
                .map(target -> new Retreat(stack, stack.revisions().getLast(), target));
    }

    /** The service that failed goes first. One that the target does not know stops here, and goes away with the rest. */
    List<Change> begin(Draft draft, Service service, Progress.Rolling rolling, String why) {
        var before = target.services().values().stream()
                .filter(key -> key.service().equals(service.id()))
                .findFirst();
        var gone = before.map(key -> Verdict.back(draft, service, key.version(), rolling.slots(), why))
                .orElseGet(() -> service.with(new Progress.RolledBack(why, draft.now())));
        var revisions = new ArrayList<>(stack.revisions());
        revisions.set(revisions.size() - 1, failed.with(StackRevision.Result.FAILED));
        return List.of(new Change.PutService(gone), new Change.PutStack(stack.withRevisions(revisions)));
    }

    /** All others follow, and a new revision says so. What was taken away by hand meanwhile stays away. */
    List<Change> finish(Draft draft) {
        var why = "rolled back to revision " + target.number() + ": revision " + failed.number() + " failed";
        var changes = new ArrayList<Change>();
        var services = new TreeMap<String, SpecKey>();
        for (var restoration : Restoration.of(draft.state(), target)) {
            switch (restoration) {
                case Restoration.There(var name, var _, var key) -> services.put(name, key);
                case Restoration.Back(var name, var live, var key) -> {
                    services.put(name, key);
                    int slots = TaskCounts.wanted(draft.state(), draft.state().spec(key));
                    changes.add(new Change.PutService(Verdict.back(draft, live, key.version(), slots, why)));
                }
                case Restoration.Missing _ -> {}
            }
        }
        failed.services()
                .forEach((_, key) -> service(draft, key)
                        .filter(service -> !service.removing() && !among(services, service))
                        .ifPresent(service -> changes.add(new Change.PutService(gone(draft, service)))));
        var restoring = failed.restoring(target, draft.now(), message(draft), services);
        changes.add(new Change.PutStack(Restoration.revised(stack, restoring)));
        return changes;
    }

    /** What became of it can still be seen while it goes. */
    private static Service gone(Draft draft, Service service) {
        var gone = service.onTheWayOut(draft.now());
        return service.progress() instanceof Progress.RolledBack back ? gone.with(back) : gone;
    }

    /** For the history, and for who waits. */
    private String message(Draft draft) {
        return "revision " + failed.number() + " failed"
                + cause(draft).map(cause -> ": " + cause).orElse("") + "; back on revision " + target.number();
    }

    private record Cause(Instant at, String text) {}

    /** Which service failed, and how: {@link #begin} left it on that service, after anything else that went back. */
    private Optional<String> cause(Draft draft) {
        return failed.services().entrySet().stream()
                .flatMap(entry ->
                        service(draft, entry.getValue())
                                .flatMap(service -> cause(entry.getKey(), service.progress()))
                                .stream())
                .max(Comparator.comparing(Cause::at))
                .map(Cause::text);
    }

    private static Optional<Cause> cause(String name, Progress progress) {
        return switch (progress) {
            case Progress.Rolling rolling
            when rolling.direction() == Progress.Direction.BACK ->
                rolling.why().map(why -> new Cause(rolling.startedAt(), "service " + name + ": " + why));
            case Progress.RolledBack(var why, var at) -> Optional.of(new Cause(at, "service " + name + ": " + why));
            case Progress.Rolling _, Progress.Paused _, Progress.Settled _ -> Optional.empty();
        };
    }

    private static Optional<Service> service(Draft draft, SpecKey key) {
        return draft.state().services().get(key.service());
    }

    private static boolean among(SortedMap<String, SpecKey> services, Service service) {
        return services.values().stream().anyMatch(kept -> kept.service().equals(service.id()));
    }
}
