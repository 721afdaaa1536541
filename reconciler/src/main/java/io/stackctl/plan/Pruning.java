package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StackRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stack owns beside its current revision, because it was pruned or because a rollback went behind its making. It
 * goes when the revision has settled, so that a rollout that fails finds everything in place.
 */
public final class Pruning {
    private Pruning() {}

    /** The changes that take them away, for all stacks; nothing for those whose revision has not settled. */
    public static List<Change> removals(ClusterState state, Instant now) {
        var settled = new TreeMap<StackId, StackRevision>();
        var services = new TreeSet<ServiceId>();
        for (var stack : state.stacks()) {
            stack.current()
                    .filter(revision -> !stack.removing() && revision.result() == StackRevision.Result.SETTLED)
                    .ifPresent(revision -> {
                        settled.put(stack.id(), revision);
                        revision.services().values().forEach(key -> services.add(key.service()));
                    });
        }
        var changes = new ArrayList<Change>();
        for (var service : state.services()) {
            if (!service.removing()
                    && service.stack().filter(settled::containsKey).isPresent()
                    && !services.contains(service.id())) {
                changes.add(new Change.PutService(service.onTheWayOut(now)));
            }
        }
        var after = state.with(changes);
        for (var network : state.networks()) {
            var revision = network.stack().flatMap(stack -> Optional.ofNullable(settled.get(stack)));
            if (!network.removing()
                    && revision.isPresent()
                    && !needed(state, network)
                    && Owners.onNetwork(after, network.name()).findAny().isEmpty()) {
                changes.add(new Change.PutNetwork(network.onTheWayOut()));
            }
        }
        return changes;
    }

    /** By a revision that one may go back to: its spec is nowhere else. */
    private static boolean needed(ClusterState state, Network network) {
        return network.stack()
                .flatMap(id -> state.stacks().get(id))
                .filter(stack -> stack.revisions().stream()
                        .anyMatch(revision -> revision.networks().contains(network.id())))
                .isPresent();
    }
}
