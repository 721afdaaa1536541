package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.rpc.RpcRequests;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.stackctl.wire.proto.RaftGrpc;
import io.stackctl.wire.proto.RaftReply;
import io.stackctl.wire.proto.RaftRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One call to a peer that needs no order, with a deadline. */
final class UnaryCall {
    private final Object request;
    private final SnapshotTransit transit;

    UnaryCall(Object request, SnapshotTransit transit) {
        this.request = request;
        this.transit = transit;
    }

    void start(Channel channel, RaftRequest envelope, AppendStream.Waiter waiter, Duration limit) {
        var call = channel.newCall(
                RaftGrpc.getCallMethod(), CallOptions.DEFAULT.withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS));
        ClientCalls.asyncUnaryCall(call, envelope, new StreamObserver<>() {
            @Override
            public void onNext(RaftReply reply) {
                try {
                    waiter.accept(read(reply), null);
                } catch (InvalidProtocolBufferException garbled) {
                    waiter.accept(null, garbled);
                }
            }

            @Override
            public void onError(Throwable failure) {
                boolean late = Status.fromThrowable(failure).getCode() == Status.Code.DEADLINE_EXCEEDED;
                waiter.accept(null, late ? new InvokeTimeoutException(failure) : new RemotingException(failure));
            }

            @Override
            public void onCompleted() {}
        });
    }

    private Message read(RaftReply reply) throws InvalidProtocolBufferException {
        var message = Call.of(request).parseReply(reply.getBody());
        if (request instanceof RpcRequests.GetFileRequest asked
                && message instanceof RpcRequests.GetFileResponse file
                && !file.hasErrorResponse()) {
            var piece = transit.arriving(asked.getFilename(), asked.getOffset(), file.getData())
                    .orElseThrow(() -> new InvalidProtocolBufferException("it is no part of a snapshot"));
            return file.toBuilder().setData(piece).build();
        }
        return message;
    }
}
