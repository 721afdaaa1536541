package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.spec.StackSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares the files of a stack with the live objects. Equal: an empty plan, no revision. Otherwise one transaction with
 * all of it and a new revision of the stack; or, when anything stands against it, all reasons and no change.
 */
public final class StackPlanner {
    private StackPlanner() {}

    /** {@code spec}: with the versions of all contents and with images as the registry resolved them. */
    public static Planned plan(
            ClusterState state, StackSpec spec, DeployOptions options, Contents contents, PlanContext context) {
        var draft = new PlanDraft(state, spec, options, contents, context);
        NetworkPlanner.plan(draft);
        var references = new References(draft, ContentPlanner.secrets(draft), ContentPlanner.configs(draft));
        new ServicePlanner(draft, references).plan();
        PortConflicts.check(draft);
        if (!draft.refusals.isEmpty()) {
            return new Planned.Refused(draft.refusals);
        }
        var after = state.with(draft.changes);
        if (!options.allowPending()) {
            PlacementCheck.check(draft, after);
        }
        return draft.refusals.isEmpty()
                ? reviewed(accepted(draft, after), options)
                : new Planned.Refused(draft.refusals);
    }

    private static Planned reviewed(StackPlan plan, DeployOptions options) {
        var reviewed = options.reviewed();
        return reviewed.isEmpty() || reviewed.get().equals(plan.id())
                ? new Planned.Accepted(plan)
                : new Planned.Refused(List.of(new Refusal.StalePlan(plan.stack(), reviewed.get(), plan.id())));
    }

    private static StackPlan accepted(PlanDraft draft, ClusterState after) {
        draft.steps.sort(Comparator.comparing(PlanStep::subject));
        long from = draft.revision().map(StackRevision::number).orElse(0L);
        boolean nothing = draft.stack().isPresent() && draft.steps.stream().allMatch(PlanStep.Keep.class::isInstance);
        if (nothing) {
            return new StackPlan(
                    draft.spec().name(),
                    PlanId.of(draft),
                    from,
                    from,
                    draft.steps,
                    Drifts.of(draft),
                    PlacementPreview.NOTHING,
                    List.of());
        }
        var changes = new ArrayList<>(draft.changes);
        changes.add(new Change.PutStack(stack(draft, from + 1)));
        return new StackPlan(
                draft.spec().name(),
                PlanId.of(draft),
                from,
                from + 1,
                Previews.steps(draft, after),
                Drifts.of(draft),
                Previews.placement(draft, after),
                changes);
    }

    /** The stack with the new revision; one that was still rolling is superseded by it. */
    private static Stack stack(PlanDraft draft, long number) {
        var revisions = Revisions.with(
                draft.stack().map(Stack::revisions).orElse(List.of()),
                revision(draft, number),
                draft.options().keep());
        return new Stack(draft.stackId(), draft.spec().name(), revisions, false);
    }

    private static StackRevision revision(PlanDraft draft, long number) {
        var context = draft.context();
        return new StackRevision(
                number,
                context.now(),
                context.author(),
                context.message(),
                context.gitRevision(),
                Optional.empty(),
                draft.services,
                draft.networks,
                draft.secrets,
                draft.configs,
                StackRevision.Result.ROLLING,
                draft.options().onFailure());
    }
}
