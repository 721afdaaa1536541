package io.stackctl.node.control;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.DisasterLimits;
import io.stackctl.node.Limits;
import io.stackctl.node.store.BackupFile;
import io.stackctl.node.store.BackupLabel;
import io.stackctl.node.store.Passphrase;
import io.stackctl.wire.proto.BackupPart;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * A backup on its way to a client, at the client's pace. It is of one revision, however long it takes: the state is
 * immutable, and writes go on beside it.
 */
final class BackupCall implements Runnable {
    private final Outbox<BackupPart> outbox;
    private final ClusterState state;
    private final BackupLabel label;
    private final Passphrase passphrase;

    private BackupCall(Outbox<BackupPart> outbox, ClusterState state, BackupLabel label, Passphrase passphrase) {
        this.outbox = outbox;
        this.state = state;
        this.label = label;
        this.passphrase = passphrase;
    }

    /**
     * Made in the call's own method, to be run on a thread of its own.
     *
     * @param asked the manager that the client spoke to
     * @throws StatusException there is no cluster to back up, or the passphrase is none
     */
    static BackupCall of(
            ClusterState state, NodeId asked, String passphrase, StreamObserver<BackupPart> observer, Instant now)
            throws StatusException {
        Certificates.trust(state);
        var outbox = new Outbox<>((ServerCallStreamObserver<BackupPart>) observer);
        return new BackupCall(outbox, state, BackupLabel.of(state, asked, now), BackupMessages.passphrase(passphrase));
    }

    @Override
    public void run() {
        try {
            send(BackupPart.newBuilder().setLabel(BackupMessages.label(label)).build());
            var pieces = new BufferedOutputStream(new Pieces(), DisasterLimits.BACKUP_PIECE_BYTES);
            BackupFile.write(pieces, state, label, passphrase);
            pieces.flush();
            outbox.complete();
        } catch (IOException gone) {
            outbox.fail(Status.CANCELLED
                    .withDescription(gone.getMessage())
                    .withCause(gone)
                    .asException());
        }
    }

    private void send(BackupPart part) throws IOException {
        try {
            if (!outbox.send(part, Limits.SEND_WAIT)) {
                throw new IOException("the client takes the backup no more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the manager is stopping", e);
        }
    }

    /** What is written here is sent. */
    private final class Pieces extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            send(BackupPart.newBuilder()
                    .setContent(ByteString.copyFrom(bytes, from, count))
                    .build());
        }
    }
}
