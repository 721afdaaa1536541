package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.plan.Contents;
import io.stackctl.plan.DeployOptions;
import io.stackctl.plan.PlanContext;
import io.stackctl.plan.PlanStep;
import io.stackctl.plan.StackPlan;
import io.stackctl.plan.StackPlanner;
import io.stackctl.plan.StackRemoval;
import io.stackctl.plan.StackRollback;
import io.stackctl.spec.StackSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deploying and removing whole stacks: each is one transaction, all of it or none of it. */
final class StackRequests {
    private StackRequests() {}

    /** What a deploy came to; the plan is empty when the request had been carried out before. */
    record Deployed(Revision revision, Optional<StackPlan> plan) {}

    record Deploy(
            RequestId id,
            StackSpec stack,
            Contents contents,
            DeployOptions options,
            String author,
            String message,
            Optional<String> gitRevision)
            implements Request<Deployed> {
        @Override
        public String reason() {
            return "deploy " + stack.name();
        }

        @Override
        public Planned<Deployed> plan(ClusterState state, Context context) {
            var world = new PlanContext(context.now(), context.ids(), author, message, gitRevision);
            return planned(StackPlanner.plan(state, stack, options, contents, world));
        }

        /** What it would do to that state; the very plan that would be carried out. */
        io.stackctl.plan.Planned preview(ClusterState state) {
            var world = new PlanContext(state.at(), new RandomIds(), author, message, gitRevision);
            return StackPlanner.plan(state, stack, options, contents, world);
        }

        @Override
        public Deployed again(Answered answered) {
            return new Deployed(answered.revision(), Optional.empty());
        }
    }

    private static Request.Planned<Deployed> planned(io.stackctl.plan.Planned planned) {
        return switch (planned) {
            case io.stackctl.plan.Planned.Refused(var reasons) ->
                new Request.Planned.Refused<>(PlanRefusals.refusal(reasons));
            case io.stackctl.plan.Planned.Accepted(var plan) ->
                new Request.Planned.Accepted<>(plan.changes(), revision -> new Deployed(revision, Optional.of(plan)));
        };
    }

    /** A whole stack goes back. {@code to}: a kept revision; without one the newest before that settled. */
    record Rollback(RequestId id, String stack, Optional<Long> to, String author, String message)
            implements Request<Deployed> {
        @Override
        public String reason() {
            return "roll back " + stack;
        }

        @Override
        public Planned<Deployed> plan(ClusterState state, Context context) {
            var world = new PlanContext(context.now(), context.ids(), author, message, Optional.empty());
            return planned(StackRollback.plan(state, stack, to, world));
        }

        @Override
        public Deployed again(Answered answered) {
            return new Deployed(answered.revision(), Optional.empty());
        }
    }

    /** One stack that goes, with the objects that go with it; none when there was no such stack. */
    record Removal(String stack, Optional<List<PlanStep>> steps) {}

    /** What a removal came to, stack by stack; empty when the request had been carried out before. */
    record Removed(Revision revision, List<Removal> removals) {
        public Removed {
            removals = List.copyOf(removals);
        }
    }

    /** Stacks that are not there are told, and do not keep the others from going; one that is refused does. */
    record Remove(RequestId id, List<String> names) implements Request<Removed> {
        @Override
        public String reason() {
            return "remove " + String.join(", ", names);
        }

        @Override
        public Planned<Removed> plan(ClusterState state, Context context) {
            var changes = new ArrayList<Change>();
            var removals = new ArrayList<Removal>();
            var draft = state;
            for (var name : names) {
                switch (StackRemoval.plan(draft, name, context.now())) {
                    case StackRemoval.Outcome.Refused(var reasons) -> {
                        return new Planned.Refused<>(PlanRefusals.refusal(reasons));
                    }
                    case StackRemoval.Outcome.Nothing _ -> removals.add(new Removal(name, Optional.empty()));
                    case StackRemoval.Outcome.Removing(var steps, var more) -> {
                        removals.add(new Removal(name, Optional.of(steps)));
                        changes.addAll(more);
                        draft = draft.with(more);
                    }
                }
            }
            return new Planned.Accepted<>(changes, revision -> new Removed(revision, removals));
        }

        @Override
        public Removed again(Answered answered) {
            return new Removed(answered.revision(), List.of());
        }
    }
}
