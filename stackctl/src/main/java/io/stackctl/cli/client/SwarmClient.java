package io.stackctl.cli.client;

import io.grpc.Channel;
import io.stackctl.cluster.Node;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.DaemonGrpc;
import io.stackctl.wire.proto.DescribeClusterRequest;
import io.stackctl.wire.proto.JoinClusterRequest;
import io.stackctl.wire.proto.JoinTokenRequest;
import io.stackctl.wire.proto.RemoveNodeRequest;
import io.stackctl.wire.proto.UpdateClusterRequest;
import io.stackctl.wire.proto.UpdateNodeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What commands ask about the swarm itself and its nodes; rules for calls as with {@link ClusterClient}. */
public final class SwarmClient {
    private final Channel channel;

    SwarmClient(Channel channel) {
        this.channel = channel;
    }

    /** A machine's wish to join; empty texts leave the choice to the daemon. */
    public record Join(
            String token, List<String> managers, String advertiseAddress, String listenAddress, String availability) {
        /** The token is a secret. */
        @Override
        public String toString() {
            return "Join[" + managers + "]";
        }
    }

    /** {@code warnings}: such as clocks that differ. */
    public record Joined(String node, boolean manager, List<String> warnings) {}

    /** With what a machine joins, and where. */
    public record Token(String token, String address) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Token[" + address + "]";
        }
    }

    /** What shall change of a node; what is empty stays. */
    public record NodeUpdate(
            Optional<Node.Availability> availability,
            Optional<Node.Role> role,
            SortedMap<String, String> addLabels,
            List<String> removeLabels) {}

    /** {@code root}: PEM. */
    public record Cluster(String id, Duration certificateLife, String root, boolean rotating) {}

    public Joined join(Join join) throws ClusterException {
        var request = JoinClusterRequest.newBuilder()
                .setToken(join.token())
                .addAllManagers(join.managers())
                .setAdvertiseAddress(join.advertiseAddress())
                .setListenAddress(join.listenAddress())
                .setAvailability(join.availability())
                .build();
        return Calls.once(() -> {
            var reply = DaemonGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(Limits.JOIN_CALL.toMillis(), TimeUnit.MILLISECONDS)
                    .joinCluster(request);
            return new Joined(reply.getNodeId(), reply.getManager(), List.copyOf(reply.getWarningsList()));
        });
    }

    public Token joinToken(Node.Role role, boolean rotate) throws ClusterException, InterruptedException {
        var request = JoinTokenRequest.newBuilder()
                .setRequestId(newRequestId())
                .setRole(NodeCodec.toMessage(role))
                .setRotate(rotate)
                .build();
        return Calls.retried(() -> {
            var reply = control().joinToken(request);
            return new Token(reply.getToken(), reply.getAddress());
        });
    }

    /** Whether anything changed. */
    public boolean update(String node, NodeUpdate update) throws ClusterException, InterruptedException {
        var request = UpdateNodeRequest.newBuilder()
                .setRequestId(newRequestId())
                .setNode(node)
                .putAllAddLabels(update.addLabels())
                .addAllRemoveLabels(update.removeLabels());
        update.availability().map(NodeCodec::toMessage).ifPresent(request::setAvailability);
        update.role().map(NodeCodec::toMessage).ifPresent(request::setRole);
        return Calls.retried(() -> control().updateNode(request.build()).getChanged());
    }

    public void remove(String node, boolean force) throws ClusterException, InterruptedException {
        var request = RemoveNodeRequest.newBuilder()
                .setRequestId(newRequestId())
                .setNode(node)
                .setForce(force)
                .build();
        Calls.retried(() -> control().removeNode(request));
    }

    public Cluster cluster() throws ClusterException, InterruptedException {
        return Calls.retried(() -> {
            var reply = control().describeCluster(DescribeClusterRequest.getDefaultInstance());
            return new Cluster(
                    reply.getId(),
                    Duration.ofSeconds(reply.getCertificateLifeSeconds()),
                    reply.getRoot(),
                    reply.getRotatingRoot());
        });
    }

    /** What is empty stays. */
    public void update(
            Optional<Integer> taskHistory, Optional<Duration> nodeDownAfter, Optional<Duration> certificateLife)
            throws ClusterException, InterruptedException {
        var request = UpdateClusterRequest.newBuilder().setRequestId(newRequestId());
        taskHistory.ifPresent(request::setTaskHistory);
        nodeDownAfter.map(Duration::toMillis).ifPresent(request::setNodeDownAfterMillis);
        certificateLife.map(Duration::toSeconds).ifPresent(request::setCertificateLifeSeconds);
        Calls.retried(() -> control().updateCluster(request.build()));
    }

    private ControlGrpc.ControlBlockingStub control() {
        return ControlGrpc.newBlockingStub(channel).withDeadlineAfter(Limits.CALL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String newRequestId() {
        return UUID.randomUUID().toString();
    }
}
