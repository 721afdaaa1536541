package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import java.util.List;

/**
 * One manager goes on alone: the others are no longer in the cluster, and their tasks are replaced as those of any node
 * that was removed. Answers with the managers that went.
 */
record StandAlone(RequestId id, NodeId survivor) implements Request<List<Node>> {
    @Override
    public String reason() {
        return "manager " + survivor + " goes on alone";
    }

    @Override
    public Planned<List<Node>> plan(ClusterState state, Context context) {
        var gone = others(state, survivor);
        return new Planned.Accepted<>(
                gone.stream()
                        .<Change>map(node -> new Change.RemoveNode(node.id()))
                        .toList(),
                _ -> gone);
    }

    /** The managers besides one. */
    static List<Node> others(ClusterState state, NodeId survivor) {
        return state.nodes()
                .values()
                .filter(node -> node.role() == Node.Role.MANAGER && !node.id().equals(survivor))
                .toList();
    }

    /** They are gone; who they were is forgotten. */
    @Override
    public List<Node> again(Answered answered) {
        return List.of();
    }
}
