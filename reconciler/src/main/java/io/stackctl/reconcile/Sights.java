package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Revision;

/** How far the nodes of the cluster came in following it. */
record Sights(Revision followed) {
    /**
     * {@code followed} is what the slowest node has applied. A node that is down is not waited for; one that this leader
     * has not heard of yet counts as having applied nothing.
     */
    static Sights of(ClusterState state, Observed observed) {
        var slowest = new Revision(Long.MAX_VALUE);
        for (var node : state.nodes()) {
            if (node.status().state() == Node.State.DOWN) {
                continue;
            }
            var sight = observed.nodes().get(node.id());
            var applied = sight == null ? Revision.ZERO : sight.applied();
            if (applied.compareTo(slowest) < 0) {
                slowest = applied;
            }
        }
        return new Sights(slowest);
    }
}
