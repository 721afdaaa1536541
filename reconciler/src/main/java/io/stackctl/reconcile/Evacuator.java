package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.schedule.Constraints;
import io.stackctl.spec.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Has tasks replaced that cannot stay where they are: their node is down, drained, or does not meet the constraints any
 * more. The old task stays wanted until the other can take over; what fits nowhere else is simply kept.
 */
final class Evacuator implements Stage {
    @Override
    public void run(Draft draft) {
        for (var service : draft.services()) {
            for (var place : draft.roster(service).places()) {
                for (var task : place.tasks()) {
                    task.node().filter(_ -> task.alive()).ifPresent(node -> forget(draft, service, task, node));
                }
            }
            if (!service.removing()) {
                // Every task of every tick comes by here: the constraints are made ready once for all of them.
                var constraints = draft.spec(service).placement().constraints();
                var allowed = Constraints.all(constraints);
                boolean settled = draft.steady() && constraints.isEmpty();
                var moves = new Moves(draft, service);
                draft.roster(service)
                        .places()
                        .forEach(place -> replace(draft, service, allowed, settled, moves, place));
            }
        }
    }

    /** Ends tasks that no agent will ever report on again. */
    private static void forget(Draft draft, Service service, Task task, NodeId id) {
        var node = draft.state().nodes().get(id);
        if (node.isEmpty()) {
            orphan(draft, task, "its node was removed from the cluster");
        } else if (!task.wanted() && node.get().status().state() == Node.State.DOWN) {
            var end = node.get().updatedAt().plus(Limits.DOWN_NODE_AGE);
            if (draft.now().isBefore(end)) {
                draft.wakeAt(service, end);
            } else {
                orphan(draft, task, "its node did not come back");
            }
        }
    }

    private static void orphan(Draft draft, Task task, String why) {
        draft.put(task.reporting(task.status().moved(Phase.ORPHANED, draft.now(), why)));
    }

    /** {@code settled}: no node gives anything away, and the service may be on any. */
    private static void replace(
            Draft draft, Service service, Predicate<Node> allowed, boolean settled, Moves moves, Place place) {
        if (!(place.slot() instanceof Slot.Replica)) {
            return; // It belongs to its node, and goes or stays with it.
        }
        var staying = place.staying();
        if (staying.size() == 1 && !settled) {
            var old = staying.getFirst();
            if (old.alive() && mustMove(draft, service, allowed, old) && moves.begin(old)) {
                var notBefore = old.notBefore().isAfter(draft.now()) ? old.notBefore() : draft.now();
                draft.put(Births.again(draft, service, old, after(draft, old), notBefore, old.attempts()));
            }
        } else if (staying.size() == 2) {
            withdraw(draft, service, allowed, staying);
        }
    }

    /** A drained node still serves, so a service that asks for it gets its new task beside the old one. */
    private static Optional<TaskId> after(Draft draft, Task old) {
        boolean beside = draft.spec(old).update().order() == Rollout.Order.START_FIRST && !draft.lost(old.node());
        return beside ? Optional.empty() : Optional.of(old.id());
    }

    /** The node came back before the other task was started: the old one goes on. */
    private static void withdraw(Draft draft, Service service, Predicate<Node> allowed, List<Task> staying) {
        var old = staying.getFirst();
        var next = staying.getLast();
        boolean stays = old.alive() && old.node().isPresent() && !mustMove(draft, service, allowed, old);
        boolean waits =
                next.alive() && next.desired() == Desired.READY && next.after().isPresent();
        if (stays && waits && !Outdated.is(draft, service, old) && !Outdated.is(draft, service, next)) {
            draft.put(new Change.PutTask(Leave.of(draft, next, Desired.REMOVE)));
        }
    }

    private static boolean mustMove(Draft draft, Service service, Predicate<Node> allowed, Task task) {
        var node = task.node().flatMap(id -> draft.state().nodes().get(id));
        if (node.isEmpty()) {
            return false;
        }
        return !node.get().keepsTasks()
                || (node.get().availability() == Node.Availability.ACTIVE
                        && !allowed.test(node.get())
                        && !Outdated.is(draft, service, task));
    }
}
