package io.stackctl.cli.client;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.stackctl.wire.proto.BackupLabelMessage;
import io.stackctl.wire.proto.BackupRequest;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.DaemonGrpc;
import io.stackctl.wire.proto.RecoverClusterRequest;
import io.stackctl.wire.proto.RestoreClusterReply;
import io.stackctl.wire.proto.RestoreClusterRequest;
import io.stackctl.wire.proto.RestoreOptionsMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What commands ask to keep a cluster from being lost, and to have it back; rules for calls as with {@link ClusterClient}. */
public final class DisasterClient {
    private final Channel channel;

    DisasterClient(Channel channel) {
        this.channel = channel;
    }

    /** What a backup holds. {@code manager}: host name of the node that was asked for it. */
    public record Label(
            String cluster,
            long revision,
            Instant takenAt,
            String manager,
            int nodes,
            int stacks,
            int services,
            int secrets,
            int configs) {}

    /** A wish to have a cluster back on this machine; empty texts leave the choice to the daemon. */
    public record Restore(String passphrase, String advertiseAddress, String listenAddress, String node) {
        /** The passphrase is a secret. */
        @Override
        public String toString() {
            return "Restore[" + advertiseAddress + "]";
        }
    }

    /** {@code dropped}: managers that are no longer in the cluster. */
    public record Restored(String node, Label label, List<String> dropped, SwarmClient.Token workerToken) {}

    /** {@code dropped}: managers that are no longer in the cluster. */
    public record Recovered(String node, String cluster, List<String> dropped, SwarmClient.Token workerToken) {}

    /** Begins a backup, which comes as it is read. */
    public BackupFeed backup(String passphrase) {
        return new BackupFeed(ControlGrpc.newBlockingV2Stub(channel)
                .backup(BackupRequest.newBuilder().setPassphrase(passphrase).build()));
    }

    /**
     * Has the daemon of this machine restore a backup.
     *
     * @throws IOException the backup cannot be read here
     */
    public Restored restore(Restore wish, InputStream backup)
            throws ClusterException, IOException, InterruptedException {
        var options = RestoreOptionsMessage.newBuilder()
                .setPassphrase(wish.passphrase())
                .setAdvertiseAddress(wish.advertiseAddress())
                .setListenAddress(wish.listenAddress())
                .setNode(wish.node())
                .build();
        var call = DaemonGrpc.newBlockingV2Stub(channel)
                .withDeadlineAfter(Limits.RESTORE_CALL.toMillis(), TimeUnit.MILLISECONDS)
                .restoreCluster();
        try {
            boolean open = call.write(
                    RestoreClusterRequest.newBuilder().setOptions(options).build());
            for (var piece = piece(backup); open && !piece.isEmpty(); piece = piece(backup)) {
                open = call.write(
                        RestoreClusterRequest.newBuilder().setContent(piece).build());
            }
            if (open) {
                call.halfClose();
            }
            return restored(answer(call));
        } catch (StatusException failure) {
            throw Calls.of(failure);
        } catch (IOException | InterruptedException broken) {
            call.cancel("the backup did not come to its end", broken);
            throw broken;
        }
    }

    private static ByteString piece(InputStream backup) throws IOException {
        return ByteString.copyFrom(backup.readNBytes(Limits.BACKUP_PIECE_BYTES));
    }

    private static RestoreClusterReply answer(BlockingClientCall<RestoreClusterRequest, RestoreClusterReply> call)
            throws StatusException, ClusterException, InterruptedException {
        var reply = call.read();
        if (reply == null) {
            throw new ClusterException(
                    ClusterException.Reason.OTHER, "the daemon ended the restore without an answer; its log says why");
        }
        return reply;
    }

    private static Restored restored(RestoreClusterReply reply) {
        return new Restored(
                reply.getNodeId(),
                label(reply.getLabel()),
                List.copyOf(reply.getDroppedList()),
                new SwarmClient.Token(reply.getWorkerToken(), reply.getAddress()));
    }

    static Label label(BackupLabelMessage label) {
        return new Label(
                label.getClusterId(),
                label.getRevision(),
                Times.instant(label.getTakenAt()),
                label.getManagerName(),
                label.getNodes(),
                label.getStacks(),
                label.getServices(),
                label.getSecrets(),
                label.getConfigs());
    }

    /** Makes the manager that is asked the only one of its cluster. */
    public Recovered recover() throws ClusterException {
        var request = RecoverClusterRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .build();
        return Calls.once(() -> {
            var reply = DaemonGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(Limits.RECOVER_CALL.toMillis(), TimeUnit.MILLISECONDS)
                    .recoverCluster(request);
            return new Recovered(
                    reply.getNodeId(),
                    reply.getClusterId(),
                    List.copyOf(reply.getDroppedList()),
                    new SwarmClient.Token(reply.getWorkerToken(), reply.getAddress()));
        });
    }
}
