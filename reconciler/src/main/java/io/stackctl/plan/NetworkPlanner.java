package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.Service;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.NetworkSpec;
import java.util.Optional;

/** The networks that a stack owns. A network in use cannot change, but for its labels. */
final class NetworkPlanner {
    private final PlanDraft draft;

    private NetworkPlanner(PlanDraft draft) {
        this.draft = draft;
    }

    static void plan(PlanDraft draft) {
        var planner = new NetworkPlanner(draft);
        draft.spec().networks().forEach(planner::plan);
        Owners.networks(draft.state())
                .filter(network -> draft.owns(network.stack()))
                .filter(network -> draft.revision()
                        .map(revision -> revision.networks().contains(network.id()))
                        .orElse(false))
                .filter(network -> draft.spec().networks().stream()
                        .noneMatch(wanted -> wanted.name().equals(network.name())))
                .forEach(planner::leftFile);
    }

    private void plan(NetworkSpec wanted) {
        var subject = new Subject(ObjectKind.NETWORK, wanted.name());
        var live = Owners.network(draft.state(), wanted.name());
        if (live.isEmpty()) {
            create(wanted);
            draft.steps.add(new PlanStep.Create(subject, 0));
        } else if (!draft.owns(live.get().stack())) {
            draft.refuseName(subject, live.get().stack());
        } else if (live.get().spec().equals(wanted)) {
            draft.networks.add(live.get().id());
            draft.steps.add(new PlanStep.Keep(subject, PlanStep.Keep.Reason.UNCHANGED));
        } else {
            change(subject, live.get(), wanted);
        }
    }

    private void create(NetworkSpec wanted) {
        var id = new NetworkId(draft.context().ids().next());
        draft.networks.add(id);
        draft.changes.add(new Change.PutNetwork(new Network(
                id,
                Optional.of(draft.stackId()),
                wanted,
                Optional.empty(),
                Immutable.emptyMap(),
                Optional.empty(),
                draft.context().now(),
                false)));
    }

    private void change(Subject subject, Network live, NetworkSpec wanted) {
        var fields = SpecDiff.between(live.spec(), wanted).fields();
        if (fields.stream().noneMatch(FieldChange::replacesTasks)) {
            draft.networks.add(live.id());
            draft.changes.add(new Change.PutNetwork(with(live, wanted)));
            draft.steps.add(new PlanStep.Change(subject, fields, Effect.IN_PLACE));
            return;
        }
        var users =
                Owners.onNetwork(draft.state(), live.name()).map(Service::name).toList();
        if (!users.isEmpty()) {
            draft.refusals.add(new Refusal.NetworkInUse(live.name(), fields, users));
            return;
        }
        draft.changes.add(new Change.PutNetwork(live.onTheWayOut()));
        create(wanted);
        draft.steps.add(new PlanStep.Change(subject, fields, new Effect.Remade()));
    }

    private static Network with(Network live, NetworkSpec spec) {
        return new Network(
                live.id(),
                live.stack(),
                spec,
                live.subnet(),
                live.gateways(),
                live.lastGiven(),
                live.createdAt(),
                live.removing());
    }

    private void leftFile(Network network) {
        var subject = new Subject(ObjectKind.NETWORK, network.name());
        if (draft.options().prune()) {
            draft.steps.add(new PlanStep.Remove(subject, 0, PlanStep.Remove.Reason.PRUNED));
        } else {
            draft.networks.add(network.id());
            draft.steps.add(new PlanStep.Keep(subject, PlanStep.Keep.Reason.LEFT_FILE));
        }
    }
}
