package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Limits;
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
                ? new Planned.Accepted(accepted(draft, after))
                : new Planned.Refused(draft.refusals);
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
        var revisions = new ArrayList<StackRevision>();
        for (var revision : draft.stack().map(Stack::revisions).orElse(List.of())) {
            revisions.add(
                    revision.result() == StackRevision.Result.ROLLING
                            ? revision.with(StackRevision.Result.SUPERSEDED)
                            : revision);
        }
        revisions.add(revision(draft, number));
        return new Stack(draft.stackId(), draft.spec().name(), kept(revisions), false);
    }

    /** The newest ones, and in any case the newest that settled: it is where an automatic rollback goes. */
    private static List<StackRevision> kept(List<StackRevision> revisions) {
        var settled = revisions.reversed().stream()
                .filter(revision -> revision.result() == StackRevision.Result.SETTLED)
                .findFirst();
        var kept = new ArrayList<>(revisions);
        for (var oldest : revisions) {
            if (kept.size() > Limits.STACK_REVISIONS && !settled.equals(Optional.of(oldest))) {
                kept.remove(oldest);
            }
        }
        return kept;
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
                StackRevision.Result.ROLLING);
    }
}
