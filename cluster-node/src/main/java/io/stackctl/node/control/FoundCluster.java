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
import io.stackctl.node.store.UnlockKey;
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
        Trust trust,
        Optional<UnlockKey> unlockKey)
        implements Request<Boolean> {
    public FoundCluster {
        addressPools = List.copyOf(addressPools);
    }

    /** Of a cluster whose managers do not lock themselves. */
    public FoundCluster(
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
            Trust trust) {
        this(
                id,
                cluster,
                node,
                incarnation,
                hostname,
                address,
                availability,
                addressPools,
                poolPrefix,
                taskHistory,
                nodeDownAfter,
                trust,
                Optional.empty());
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
        var contentKey = ContentVault.newKey();
        var settings = new ClusterSettings(
                Optional.of(cluster),
                LogFormat.HIGHEST,
                taskHistory,
                addressPools,
                poolPrefix,
                Optional.empty(),
                nodeDownAfter,
                Optional.of(contentKey));
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
        var sealed = trust.withUnlockKey(unlockKey.map(key -> UnlockKeys.seal(contentKey, key)));
        return new Planned.Accepted<>(
                List.of(new Change.PutSettings(settings), new Change.PutTrust(sealed), new Change.PutNode(first)),
                _ -> true);
    }

    @Override
    public Boolean again(Answered answered) {
        return true;
    }
}
