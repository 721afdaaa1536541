package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes a stack away in one transaction: the stack and its services are marked, all at once. Its networks go with the
 * last task on them; its secrets, configs and history go with the last task of the stack.
 */
public final class StackRemoval {
    /** What became of a request to remove a stack. */
    public sealed interface Outcome {
        /** {@code steps}: one for each object that goes, in the order network, secret, config, service. */
        record Removing(List<PlanStep> steps, List<Change> changes) implements Outcome {
            public Removing {
                steps = List.copyOf(steps);
                changes = List.copyOf(changes);
            }
        }

        /** There is no such stack. */
        record Nothing(Refusal.Unknown why) implements Outcome {}

        /** Others still need something of it. */
        record Refused(List<Refusal> reasons) implements Outcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private final ClusterState state;
    private final Stack stack;
    private final List<PlanStep> steps = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private StackRemoval(ClusterState state, Stack stack) {
        this.state = state;
        this.stack = stack;
    }

    public static Outcome plan(ClusterState state, String name, Instant now) {
        var stack = Owners.stack(state, name);
        if (stack.isEmpty()) {
            var known = state.stacks().values().filter(it -> !it.removing()).map(Stack::name);
            return new Outcome.Nothing(
                    new Refusal.Unknown(new Subject(ObjectKind.STACK, name), Nearest.to(name, known)));
        }
        return new StackRemoval(state, stack.get()).plan(now);
    }

    private Outcome plan(Instant now) {
        changes.add(new Change.PutStack(stack.onTheWayOut()));
        Owners.services(state, stack.id()).forEach(service -> remove(service, now));
        Owners.networks(state).filter(network -> ours(network.stack())).forEach(this::remove);
        removeContents(ObjectKind.SECRET);
        removeContents(ObjectKind.CONFIG);
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(refusals);
        }
        steps.sort(Comparator.comparing(PlanStep::subject));
        return new Outcome.Removing(steps, changes);
    }

    private void remove(Service service, Instant now) {
        int tasks = (int) TaskCounts.live(state, service).count();
        step(new Subject(ObjectKind.SERVICE, service.name()), tasks);
        changes.add(new Change.PutService(service.onTheWayOut(now)));
    }

    private void remove(Network network) {
        var subject = new Subject(ObjectKind.NETWORK, network.name());
        refuseIfUsed(subject, Owners.onNetwork(state, network.name()).toList());
        step(subject, 0);
        changes.add(new Change.PutNetwork(network.onTheWayOut()));
    }

    private void removeContents(ObjectKind kind) {
        var names = new TreeSet<String>();
        ContentRow.live(state, kind).filter(row -> ours(row.stack())).forEach(row -> names.add(row.name()));
        for (var name : names) {
            var subject = new Subject(kind, name);
            refuseIfUsed(subject, ContentPlans.users(state, kind, name, Optional.empty()));
            step(subject, 0);
        }
    }

    private void refuseIfUsed(Subject subject, List<Service> users) {
        var others = users.stream()
                .filter(service -> !ours(service.stack()))
                .map(Service::name)
                .toList();
        if (!others.isEmpty()) {
            refusals.add(new Refusal.InUse(subject, others));
        }
    }

    private boolean ours(Optional<StackId> owner) {
        return owner.equals(Optional.of(stack.id()));
    }

    private void step(Subject subject, int tasks) {
        steps.add(new PlanStep.Remove(subject, tasks, PlanStep.Remove.Reason.STACK_REMOVED));
    }
}
