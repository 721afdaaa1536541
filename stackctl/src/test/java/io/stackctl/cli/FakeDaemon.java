package io.stackctl.cli;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
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

/** The daemon of this machine, as far as the fake cluster has one. */
final class FakeDaemon extends DaemonGrpc.DaemonImplBase {
    private final FakeDisaster disaster;

    FakeDaemon(FakeDisaster disaster) {
        this.disaster = disaster;
    }

    @Override
    public void status(DaemonStatusRequest request, StreamObserver<DaemonStatusReply> to) {
        FakeCluster.answer(
                to,
                DaemonStatusReply.newBuilder()
                        .setVersion("0.1.0")
                        .setState("active")
                        .setNodeId("id-node-a")
                        .setManager(true)
                        .setEngineProblem("permission denied")
                        .build());
    }

    @Override
    public void initCluster(InitClusterRequest request, StreamObserver<InitClusterReply> to) {
        FakeCluster.answer(
                to,
                InitClusterReply.newBuilder()
                        .setNodeId("id-node-a")
                        .setWorkerToken("SWMTKN-1-digest-secret")
                        .setAddress("192.0.2.1:2377")
                        .build());
    }

    @Override
    public void joinCluster(JoinClusterRequest request, StreamObserver<JoinClusterReply> to) {
        if (request.getToken().equals("SWMTKN-1-digest-secret")) {
            FakeCluster.answer(
                    to, JoinClusterReply.newBuilder().setNodeId("id-node-b").build());
        } else {
            to.onError(Status.INVALID_ARGUMENT
                    .withDescription("invalid join token")
                    .asException());
        }
    }

    @Override
    public StreamObserver<RestoreClusterRequest> restoreCluster(StreamObserver<RestoreClusterReply> to) {
        return disaster.restore(to);
    }

    @Override
    public void recoverCluster(RecoverClusterRequest request, StreamObserver<RecoverClusterReply> to) {
        disaster.recover(to);
    }

    @Override
    public void leaveCluster(LeaveClusterRequest request, StreamObserver<LeaveClusterReply> to) {
        if (request.getForce()) {
            FakeCluster.answer(to, LeaveClusterReply.getDefaultInstance());
        } else {
            to.onError(Status.FAILED_PRECONDITION
                    .withDescription("You are attempting to leave the swarm")
                    .asException());
        }
    }
}
