package io.stackctl.plan;

import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.StackId;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.Optional;

/**
 * Services one by one: of no stack, or of a stack, where the change is drift that the next deploy of the files takes
 * back. No revision of the stack is made.
 */
public final class ServicePlans {
    /** What became of a request. */
    public sealed interface Outcome {
        /** {@code service}: as it would be; no changes when it is so already. */
        record Accepted(Service service, List<PlanStep> steps, List<Change> changes) implements Outcome {
            public Accepted {
                steps = List.copyOf(steps);
                changes = List.copyOf(changes);
            }
        }

        /** {@code reasons}: never empty. */
        record Refused(List<Refusal> reasons) implements Outcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private ServicePlans() {}

    /** A service that belongs to no stack. */
    public static Outcome create(ClusterState state, ServiceSpec spec, boolean allowPending, PlanContext context) {
        var taken = Owners.service(state, spec.name());
        if (taken.isPresent()) {
            return refused(new Refusal.AlreadyExists(
                    new Subject(ObjectKind.SERVICE, spec.name()),
                    Owners.name(state, taken.get().stack())));
        }
        var draft = draft(state, spec, Optional.empty(), allowPending, context);
        var references = references(draft);
        new ServicePlanner(draft, references).create(IngressNetwork.joined(draft, references.resolved(spec)));
        return checked(draft);
    }

    /** {@code basedOn}: the version whose spec was edited. */
    public static Outcome update(
            ClusterState state,
            Service live,
            SpecVersion basedOn,
            ServiceSpec spec,
            boolean allowPending,
            PlanContext context) {
        if (!live.version().equals(basedOn)) {
            return refused(new Refusal.OutOfSequence(live.name()));
        }
        var draft = draft(state, spec, live.stack(), allowPending, context);
        var references = references(draft);
        var wanted = IngressNetwork.joined(draft, references.resolved(spec));
        new ServicePlanner(draft, references).compare(live, state.spec(live), wanted);
        return checked(draft);
    }

    /** To the spec before; from there no way leads further back. */
    public static Outcome rollback(ClusterState state, Service live, PlanContext context) {
        var before = live.previous().filter(version -> state.specs().contains(new SpecKey(live.id(), version)));
        if (before.isEmpty()) {
            return refused(new Refusal.NoPreviousSpec(live.name()));
        }
        var running = state.spec(live);
        var spec = state.spec(new SpecKey(live.id(), before.get()));
        var rolling = new Progress.Rolling(
                Progress.Direction.BACK,
                context.now(),
                new Birth(state.revision().next(), 0),
                TaskCounts.wanted(state, spec),
                Optional.of("rolled back on request"));
        var back = live.back(before.get(), rolling, context.now()).withPorts(ServicePlanner.ports(live, running, spec));
        var step = new PlanStep.Change(
                new Subject(ObjectKind.SERVICE, live.name()),
                SpecDiff.between(running, spec).fields(),
                Effects.of(state, live, running, spec));
        return new Outcome.Accepted(back, List.of(step), List.of(new Change.PutService(back)));
    }

    /** It goes with the last of its tasks; its name is free at once. */
    public static Outcome.Accepted remove(Service live, PlanContext context) {
        var gone = live.onTheWayOut(context.now());
        return new Outcome.Accepted(gone, List.of(), List.of(new Change.PutService(gone)));
    }

    /** What is answered when nothing has that name or id. */
    public static Refusal unknown(ClusterState state, String nameOrId) {
        var known = Owners.services(state).map(Service::name);
        return new Refusal.Unknown(new Subject(ObjectKind.SERVICE, nameOrId), Nearest.to(nameOrId, known));
    }

    private static PlanDraft draft(
            ClusterState state, ServiceSpec spec, Optional<StackId> owner, boolean allowPending, PlanContext context) {
        return PlanDraft.ofService(state, spec, owner, new DeployOptions(false, allowPending), context);
    }

    private static References references(PlanDraft draft) {
        return new References(draft, Immutable.emptyMap(), Immutable.emptyMap());
    }

    private static Outcome checked(PlanDraft draft) {
        PortConflicts.check(draft);
        if (draft.refusals.isEmpty() && !draft.options().allowPending()) {
            PlacementCheck.check(draft, draft.state().with(draft.changes));
        }
        return draft.refusals.isEmpty()
                ? new Outcome.Accepted(draft.planned.getFirst().after(), draft.steps, draft.changes)
                : new Outcome.Refused(draft.refusals);
    }

    private static Outcome refused(Refusal why) {
        return new Outcome.Refused(List.of(why));
    }
}
