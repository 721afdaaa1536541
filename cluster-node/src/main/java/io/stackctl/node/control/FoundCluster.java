package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.store.LogFormat;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import io.stackctl.spec.Subnet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The first transaction of a cluster: its settings and its first node.
 *
 * @param address where other nodes will reach this one
 */
public record FoundCluster(
        RequestId id,
        ClusterId cluster,
        NodeId node,
        int incarnation,
        String hostname,
        String address,
        Node.Availability availability,
        List<Subnet> addressPools,
        int poolPrefix,
        int taskHistory,
        Duration nodeDownAfter,
        Trust trust)
        implements Request<Boolean> {
    public FoundCluster {
        addressPools = List.copyOf(addressPools);
    }

    @Override
    public String reason() {
        return "found cluster " + cluster;
    }

    @Override
    public Planned<Boolean> plan(ClusterState state, Context context) {
        if (state.settings().id().isPresent()) {
            return new Planned.Refused<>(Refusal.of(
                    Refusal.Kind.ALREADY_EXISTS,
                    "this log belongs to cluster " + state.settings().id().get()));
        }
        var settings = new ClusterSettings(
                Optional.of(cluster),
                LogFormat.HIGHEST,
                taskHistory,
                addressPools,
                poolPrefix,
                Optional.empty(),
                nodeDownAfter,
                Optional.of(ContentVault.newKey()));
        var description = new Node.Description(
                hostname, new Platform("", ""), 0, 0, Immutable.emptyMap(), LogFormat.HIGHEST, Optional.empty());
        var first = new Node(
                node,
                incarnation,
                Node.Role.MANAGER,
                availability,
                Immutable.emptyMap(),
                description,
                new Node.NodeStatus(Node.State.UNKNOWN, "", address),
                context.now(),
                context.now());
        return new Planned.Accepted<>(
                List.of(new Change.PutSettings(settings), new Change.PutTrust(trust), new Change.PutNode(first)),
                _ -> true);
    }

    @Override
    public Boolean again(Answered answered) {
        return true;
    }
}
