package io.stackctl.plan;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.schedule.Capacity;
import java.util.Optional;

/** Refuses services with tasks that no known node could ever run, however empty and whether up or not. */
final class PlacementCheck {
    private PlacementCheck() {}

    /** {@code after}: the state with the plan's changes. Services whose demand did not grow are not asked again. */
    static void check(PlanDraft draft, ClusterState after) {
        for (var planned : draft.planned) {
            if (planned.moves() && asksForMore(draft.state(), planned)) {
                check(draft, after, planned);
            }
        }
    }

    private static boolean asksForMore(ClusterState state, PlannedService planned) {
        var live = planned.liveSpec();
        var wanted = planned.spec();
        return live.isEmpty()
                || !live.get().placement().equals(wanted.placement())
                || !live.get().resources().equals(wanted.resources())
                || Replacement.needed(live.get(), wanted)
                || TaskCounts.wanted(state, live.get()) < TaskCounts.wanted(state, wanted);
    }

    private static void check(PlanDraft draft, ClusterState after, PlannedService planned) {
        var spec = planned.after().spec();
        int wanted = TaskCounts.wanted(after, planned.spec());
        var capacity = planned.spec().mode().onEachNode()
                ? Capacity.onEach(
                        after,
                        spec,
                        TaskCounts.nodes(after, planned.spec()).map(Node::id).toList())
                : Capacity.anywhere(after, spec, wanted);
        if (capacity.possible() < wanted) {
            draft.refusals.add(new Refusal.Unplaceable(
                    planned.after().name(),
                    capacity.possible(),
                    wanted,
                    capacity.reasons().stream()
                            .map(reason -> new Refusal.Unplaceable.NodeReason(
                                    nodeName(after.nodes().get(reason.node())), reason.reason()))
                            .toList()));
        }
    }

    static String nodeName(Optional<Node> node) {
        return node.map(it -> it.description().hostname().isEmpty()
                        ? it.id().value()
                        : it.description().hostname())
                .orElse("");
    }
}
