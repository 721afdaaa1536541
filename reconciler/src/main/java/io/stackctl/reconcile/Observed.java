package io.stackctl.reconcile;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.spec.Immutable;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/**
 * What only the leader knows, and what is an input of a tick but never state: the time, and how far each node came.
 *
 * @param now never before {@link io.stackctl.cluster.ClusterState#at()}
 * @param nodes those with a session; a node that is missing has been silent since this leader began
 */
public record Observed(Instant now, SortedMap<NodeId, NodeSight> nodes) {
    /**
     * One node as the leader sees it.
     *
     * @param connected its session is open and it was heard of lately
     * @param applied the newest revision that its names and load balancers follow
     */
    public record NodeSight(boolean connected, Revision applied) {}

    public Observed {
        nodes = Immutable.sorted((Map<NodeId, NodeSight>) nodes);
    }
}
