package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import io.stackctl.reconcile.Observed;
import io.stackctl.reconcile.Tick;

/** The reconciler as one leadership uses it, with the memory of what it looked at last. */
interface TickSource {
    Tick tick(ClusterState state, Observed observed, Ids ids);
}
