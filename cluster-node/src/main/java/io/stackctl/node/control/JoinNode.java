package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.node.Limits;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.util.List;
import java.util.Optional;

/** A machine that showed a join token becomes a node. {@code address}: where others reach it, HOST:PORT. */
record JoinNode(
        RequestId id, NodeId node, Node.Role role, Node.Availability availability, String hostname, String address)
        implements Request<Boolean> {
    @Override
    public String reason() {
        return "join of node " + node;
    }

    @Override
    public Planned<Boolean> plan(ClusterState state, Context context) {
        if (state.nodes().contains(node)) {
            return new Planned.Refused<>(
                    Refusal.of(Refusal.Kind.ALREADY_EXISTS, "node " + node + " has joined already"));
        }
        if (state.nodes().size() >= Limits.NODES) {
            return new Planned.Refused<>(
                    Refusal.of(Refusal.Kind.CONFLICT, "a cluster has " + Limits.NODES + " nodes at most"));
        }
        var description =
                new Node.Description(hostname, new Platform("", ""), 0, 0, Immutable.emptyMap(), 1, Optional.empty());
        var joined = new Node(
                node,
                1,
                role,
                availability,
                Immutable.emptyMap(),
                description,
                new Node.NodeStatus(Node.State.UNKNOWN, "", address),
                context.now(),
                context.now());
        return new Planned.Accepted<>(List.of(new Change.PutNode(joined)), _ -> true);
    }

    @Override
    public Boolean again(Answered answered) {
        return true;
    }
}
