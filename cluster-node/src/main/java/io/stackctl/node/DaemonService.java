package io.stackctl.node;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.stackctl.node.store.StoreException;
import io.stackctl.wire.proto.DaemonGrpc;
import io.stackctl.wire.proto.DaemonStatusReply;
import io.stackctl.wire.proto.DaemonStatusRequest;
import io.stackctl.wire.proto.InitClusterReply;
import io.stackctl.wire.proto.InitClusterRequest;
import io.stackctl.wire.proto.JoinClusterReply;
import io.stackctl.wire.proto.JoinClusterRequest;
import io.stackctl.wire.proto.LeaveClusterReply;
import io.stackctl.wire.proto.LeaveClusterRequest;
import io.stackctl.wire.proto.RecoverClusterReply;
import io.stackctl.wire.proto.RecoverClusterRequest;
import io.stackctl.wire.proto.RestoreClusterReply;
import io.stackctl.wire.proto.RestoreClusterRequest;
import io.stackctl.wire.proto.RestoreOptionsMessage;
import io.stackctl.wire.proto.UnlockClusterReply;
import io.stackctl.wire.proto.UnlockClusterRequest;
import java.nio.file.Path;

/** What a daemon answers whether or not it belongs to a cluster. */
final class DaemonService extends DaemonGrpc.DaemonImplBase {
    /** What the service asks of the daemon. */
    interface Membership {
        DaemonStatusReply status() throws InterruptedException;

        InitClusterReply init(InitClusterRequest request) throws StoreException, StatusException, InterruptedException;

        JoinClusterReply join(JoinClusterRequest request) throws StoreException, StatusException, InterruptedException;

        /** Refuses when this machine has a cluster already. */
        void checkAlone() throws StatusException, InterruptedException;

        RestoreClusterReply restore(Path backup, RestoreOptionsMessage options)
                throws StoreException, StatusException, InterruptedException;

        RecoverClusterReply recover(RecoverClusterRequest request) throws StatusException, InterruptedException;

        void unlock(String unlockKey) throws StoreException, StatusException, InterruptedException;

        void leave(boolean force) throws StoreException, StatusException, InterruptedException;
    }

    private static final String UPLOAD = "restore.backup";

    private final Membership membership;
    private final Path dataDirectory;

    DaemonService(Membership membership, Path dataDirectory) {
        this.membership = membership;
        this.dataDirectory = dataDirectory;
    }

    @Override
    public void status(DaemonStatusRequest request, StreamObserver<DaemonStatusReply> observer) {
        answer(observer, membership::status);
    }

    @Override
    public void initCluster(InitClusterRequest request, StreamObserver<InitClusterReply> observer) {
        answer(observer, () -> membership.init(request));
    }

    @Override
    public void joinCluster(JoinClusterRequest request, StreamObserver<JoinClusterReply> observer) {
        answer(observer, () -> membership.join(request));
    }

    @Override
    public StreamObserver<RestoreClusterRequest> restoreCluster(StreamObserver<RestoreClusterReply> observer) {
        var restore = new RestoreUpload.Restore() {
            @Override
            public void check() throws StatusException, InterruptedException {
                membership.checkAlone();
            }

            @Override
            public RestoreClusterReply run(Path backup, RestoreOptionsMessage options)
                    throws StoreException, StatusException, InterruptedException {
                return membership.restore(backup, options);
            }
        };
        return new RestoreUpload(dataDirectory.resolve(UPLOAD), restore, observer);
    }

    @Override
    public void recoverCluster(RecoverClusterRequest request, StreamObserver<RecoverClusterReply> observer) {
        answer(observer, () -> membership.recover(request));
    }

    @Override
    public void leaveCluster(LeaveClusterRequest request, StreamObserver<LeaveClusterReply> observer) {
        answer(observer, () -> {
            membership.leave(request.getForce());
            return LeaveClusterReply.getDefaultInstance();
        });
    }

    @Override
    public void unlockCluster(UnlockClusterRequest request, StreamObserver<UnlockClusterReply> observer) {
        answer(observer, () -> {
            membership.unlock(request.getUnlockKey());
            return UnlockClusterReply.getDefaultInstance();
        });
    }

    private interface Work<R> {
        R run() throws StoreException, StatusException, InterruptedException;
    }

    private static <R> void answer(StreamObserver<R> observer, Work<R> work) {
        R reply;
        try {
            reply = work.run();
        } catch (StatusException e) {
            observer.onError(e);
            return;
        } catch (StoreException e) {
            observer.onError(
                    Status.FAILED_PRECONDITION.withDescription(e.getMessage()).asException());
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            observer.onError(
                    Status.UNAVAILABLE.withDescription("the daemon is stopping").asException());
            return;
        }
        observer.onNext(reply);
        observer.onCompleted();
    }
}
