package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stack owns beside its current revision, because it was pruned or because a rollback went behind its making. It
 * goes when the revision has settled, so that a rollout that fails finds everything in place.
 */
public final class Pruning {
    private Pruning() {}

    /** The changes that take them away; none before the revision has settled. */
    public static List<Change> removals(ClusterState state, Stack stack, Instant now) {
        var current = stack.current();
        if (stack.removing() || current.isEmpty() || current.get().result() != StackRevision.Result.SETTLED) {
            return List.of();
        }
        var changes = new ArrayList<Change>();
        Owners.services(state, stack.id())
                .filter(service -> current.get().services().values().stream()
                        .noneMatch(key -> key.service().equals(service.id())))
                .forEach(service -> changes.add(new Change.PutService(service.onTheWayOut(now))));
        var after = state.with(changes);
        Owners.networks(state)
                .filter(network -> network.stack().filter(stack.id()::equals).isPresent())
                .filter(network -> !current.get().networks().contains(network.id()))
                .filter(network ->
                        Owners.onNetwork(after, network.name()).findAny().isEmpty())
                .forEach(network -> changes.add(new Change.PutNetwork(network.onTheWayOut())));
        return changes;
    }
}
