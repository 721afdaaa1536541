package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The service that failed goes first. One that the target does not know goes away. */
    List<Change> begin(Draft draft, Service service, Progress.Rolling rolling, String why) {
        var before = target.services().values().stream()
                .filter(key -> key.service().equals(service.id()))
                .findFirst();
        var gone = before.map(key -> Verdict.back(draft, service, key.version(), rolling.slots(), why))
                .orElseGet(() -> service.onTheWayOut(draft.now()).with(new Progress.RolledBack(why, draft.now())));
        var revisions = new ArrayList<>(stack.revisions());
        revisions.set(revisions.size() - 1, failed.with(StackRevision.Result.FAILED));
        return List.of(new Change.PutService(gone), new Change.PutStack(stack.withRevisions(revisions)));
    }

    /** All others follow, and a new revision says so. */
    List<Change> finish(Draft draft) {
        var why = "rolled back to revision " + target.number() + ": revision " + failed.number() + " failed";
        var changes = new ArrayList<Change>();
        var services = new TreeMap<String, SpecKey>();
        target.services()
                .forEach((name, key) -> live(draft, key).ifPresent(service -> {
                    boolean there = service.version().equals(key.version())
                            || draft.spec(service).equals(draft.state().spec(key));
                    services.put(name, there ? service.spec() : key);
                    if (!there) {
                        int slots = Verdict.expected(draft.state().spec(key).mode());
                        changes.add(new Change.PutService(Verdict.back(draft, service, key.version(), slots, why)));
                    }
                }));
        failed.services()
                .forEach((_, key) -> live(draft, key)
                        .filter(service -> services.values().stream()
                                .noneMatch(kept -> kept.service().equals(service.id())))
                        .ifPresent(service -> changes.add(new Change.PutService(service.onTheWayOut(draft.now())))));
        var revisions = new ArrayList<>(stack.revisions());
        revisions.add(failed.restoring(target, draft.now(), why, services));
        int most = Math.max(stack.revisions().size(), Limits.STACK_REVISIONS);
        if (revisions.size() > most && !revisions.getFirst().equals(target)) {
            revisions.removeFirst();
        }
        changes.add(new Change.PutStack(stack.withRevisions(revisions)));
        return changes;
    }

    private static Optional<Service> live(Draft draft, SpecKey key) {
        return draft.state().services().get(key.service()).filter(service -> !service.removing());
    }
}
