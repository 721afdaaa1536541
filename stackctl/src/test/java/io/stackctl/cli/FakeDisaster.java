package io.stackctl.cli;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stackctl.wire.proto.BackupLabelMessage;
import io.stackctl.wire.proto.BackupPart;
import io.stackctl.wire.proto.BackupRequest;
import io.stackctl.wire.proto.RecoverClusterReply;
import io.stackctl.wire.proto.RestoreClusterReply;
import io.stackctl.wire.proto.RestoreClusterRequest;
import io.stackctl.wire.proto.RestoreOptionsMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Backups, restores and recoveries of the fake cluster. */
final class FakeDisaster {
    static final String PASSPHRASE = "correct horse battery";

    private static final BackupLabelMessage LABEL = BackupLabelMessage.newBuilder()
            .setClusterId("cluster-1")
            .setRevision(812)
            .setTakenAt(Samples.START.toEpochMilli() * 1_000_000)
            .setManagerName("node-a")
            .setNodes(3)
            .setStacks(1)
            .setServices(5)
            .setSecrets(4)
            .setConfigs(0)
            .build();

    /** The pieces of the next backup. */
    volatile List<String> pieces = List.of("sealed ", "bytes");
    /** How the next call fails. */
    volatile Optional<Status> failure = Optional.empty();

    volatile Optional<RestoreOptionsMessage> restored = Optional.empty();
    volatile String content = "";

    void backup(BackupRequest request, StreamObserver<BackupPart> to) {
        if (!request.getPassphrase().equals(PASSPHRASE)) {
            to.onError(Status.INVALID_ARGUMENT.asException());
            return;
        }
        to.onNext(BackupPart.newBuilder().setLabel(LABEL).build());
        pieces.forEach(piece -> to.onNext(BackupPart.newBuilder()
                .setContent(ByteString.copyFromUtf8(piece))
                .build()));
        end(to);
    }

    private void end(StreamObserver<?> to) {
        if (failure.isPresent()) {
            to.onError(failure.get().asException());
        } else {
            to.onCompleted();
        }
    }

    StreamObserver<RestoreClusterRequest> restore(StreamObserver<RestoreClusterReply> to) {
        var received = new ArrayList<RestoreClusterRequest>();
        return new StreamObserver<>() {
            @Override
            public void onNext(RestoreClusterRequest part) {
                received.add(part);
            }

            @Override
            public void onError(Throwable gone) {}

            @Override
            public void onCompleted() {
                restored = Optional.of(received.removeFirst().getOptions());
                var whole = new StringBuilder();
                received.forEach(part -> whole.append(part.getContent().toStringUtf8()));
                content = whole.toString();
                if (failure.isEmpty()) {
                    to.onNext(RestoreClusterReply.newBuilder()
                            .setNodeId("id-node-a")
                            .setLabel(LABEL)
                            .addDropped("node-b")
                            .setWorkerToken("SWMTKN-1-digest-secret")
                            .setAddress("192.0.2.9:2377")
                            .build());
                }
                end(to);
            }
        };
    }

    void recover(StreamObserver<RecoverClusterReply> to) {
        if (failure.isEmpty()) {
            to.onNext(RecoverClusterReply.newBuilder()
                    .setNodeId("id-node-a")
                    .setClusterId("cluster-1")
                    .addDropped("node-b")
                    .addDropped("node-c")
                    .setWorkerToken("SWMTKN-1-digest-secret")
                    .setAddress("192.0.2.1:2377")
                    .build());
        }
        end(to);
    }
}
