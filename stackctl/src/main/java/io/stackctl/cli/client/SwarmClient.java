package io.stackctl.cli.client;

import io.grpc.Channel;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Trust;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.DaemonGrpc;
import io.stackctl.wire.proto.DescribeClusterRequest;
import io.stackctl.wire.proto.ExternalAuthoritiesMessage;
import io.stackctl.wire.proto.JoinClusterRequest;
import io.stackctl.wire.proto.JoinTokenRequest;
import io.stackctl.wire.proto.RemoveNodeRequest;
import io.stackctl.wire.proto.RotateRootRequest;
import io.stackctl.wire.proto.UnlockClusterRequest;
import io.stackctl.wire.proto.UnlockKeyRequest;
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

    /**
     * What may be told of a swarm.
     *
     * @param root PEM
     * @param desiredRoot the one that takes its place while it rotates, else the same
     * @param renewed nodes that have a certificate of it
     * @param waitingFor names of some that have none
     */
    public record Cluster(
            String id,
            Duration certificateLife,
            String root,
            boolean rotating,
            String desiredRoot,
            int renewed,
            int nodes,
            List<String> waitingFor) {}

    /** The root that shall take the place of the present one; empty texts: one is made. */
    public record NextRoot(
            String root, String rootKey, List<Trust.External> externals, Optional<Duration> certificateLife) {
        /** The key is a secret. */
        @Override
        public String toString() {
            return "NextRoot[" + externals + "]";
        }
    }

    /** What shall change of the swarm; what is empty stays. */
    public record Update(
            Optional<Integer> taskHistory,
            Optional<Duration> nodeDownAfter,
            Optional<Duration> certificateLife,
            Optional<Boolean> autolock,
            Optional<List<Trust.External>> externals) {}

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
                    reply.getRotatingRoot(),
                    reply.getDesiredRoot(),
                    reply.getRenewed(),
                    reply.getNodes(),
                    List.copyOf(reply.getWaitingForList()));
        });
    }

    /** The unlock key, when managers lock themselves from now on. */
    public Optional<String> update(Update update) throws ClusterException, InterruptedException {
        var request = UpdateClusterRequest.newBuilder().setRequestId(newRequestId());
        update.taskHistory().ifPresent(request::setTaskHistory);
        update.nodeDownAfter().map(Duration::toMillis).ifPresent(request::setNodeDownAfterMillis);
        update.certificateLife().map(Duration::toSeconds).ifPresent(request::setCertificateLifeSeconds);
        update.autolock().ifPresent(request::setAutolock);
        update.externals()
                .ifPresent(externals -> request.setExternals(
                        ExternalAuthoritiesMessage.newBuilder().addAllExternals(Requests.externals(externals))));
        return Calls.retried(() -> {
            var key = control().updateCluster(request.build()).getUnlockKey();
            return key.isEmpty() ? Optional.empty() : Optional.of(key);
        });
    }

    /** Empty when managers do not lock themselves. */
    public String unlockKey(boolean rotate) throws ClusterException, InterruptedException {
        var request = UnlockKeyRequest.newBuilder()
                .setRequestId(newRequestId())
                .setRotate(rotate)
                .build();
        return Calls.retried(() -> control().unlockKey(request).getUnlockKey());
    }

    /** Unlocks the manager on this machine. */
    public void unlock(String key) throws ClusterException {
        var request = UnlockClusterRequest.newBuilder().setUnlockKey(key).build();
        Calls.once(() -> DaemonGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Limits.JOIN_CALL.toMillis(), TimeUnit.MILLISECONDS)
                .unlockCluster(request));
    }

    /** Begins; {@link #cluster()} tells how far it is. */
    public void rotateRoot(NextRoot next) throws ClusterException, InterruptedException {
        var request = RotateRootRequest.newBuilder()
                .setRequestId(newRequestId())
                .setRoot(next.root())
                .setRootKey(next.rootKey())
                .addAllExternals(Requests.externals(next.externals()));
        next.certificateLife().map(Duration::toSeconds).ifPresent(request::setCertificateLifeSeconds);
        Calls.retried(() -> control().rotateRoot(request.build()));
    }

    private ControlGrpc.ControlBlockingStub control() {
        return ControlGrpc.newBlockingStub(channel).withDeadlineAfter(Limits.CALL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String newRequestId() {
        return UUID.randomUUID().toString();
    }
}
