package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import java.time.Instant;
import java.util.List;

/** Turns what a node says of itself into changes. A node that the cluster does not know is not made by saying so. */
final class NodeReports {
    private NodeReports() {}

    static List<Change> joined(
            ClusterState state, NodeId id, Node.Description description, String address, Instant now) {
        return state.nodes().get(id).stream()
                .map(node -> node.with(description, now).with(new Node.NodeStatus(Node.State.READY, "", address), now))
                .<Change>map(Change.PutNode::new)
                .toList();
    }

    static List<Change> described(ClusterState state, NodeId id, Node.Description description, Instant now) {
        return state.nodes().get(id).stream()
                .filter(node -> !node.description().equals(description))
                .<Change>map(node -> new Change.PutNode(node.with(description, now)))
                .toList();
    }
}
