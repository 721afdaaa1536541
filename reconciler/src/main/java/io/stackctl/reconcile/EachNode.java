package io.stackctl.reconcile;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Slot;
import io.stackctl.schedule.Constraints;
import java.util.TreeSet;

/** The slots of a service that runs on each node that meets its constraints. */
final class EachNode {
    private EachNode() {}

    static void run(Draft draft, Service service) {
        var filled = new TreeSet<Slot>();
        for (var place : draft.roster(service).places()) {
            if (place.inUse() && keeps(draft, service, place)) {
                filled.add(place.slot());
            } else {
                Replicator.empty(draft, place);
            }
        }
        for (var node : draft.state().nodes()) {
            var slot = new Slot.OnNode(node.id());
            if (node.takesNewTasks() && meets(draft, service, node) && !filled.contains(slot)) {
                Replicator.fill(draft, service, slot);
            }
        }
    }

    /** A node that is down or paused keeps the task it has; a drained one gives it up. */
    private static boolean keeps(Draft draft, Service service, Place place) {
        return place.slot() instanceof Slot.OnNode(var id)
                && draft.state()
                        .nodes()
                        .get(id)
                        .map(node -> node.availability() != Node.Availability.DRAIN && meets(draft, service, node))
                        .orElse(false);
    }

    private static boolean meets(Draft draft, Service service, Node node) {
        return Constraints.match(draft.spec(service).placement().constraints(), node);
    }
}
