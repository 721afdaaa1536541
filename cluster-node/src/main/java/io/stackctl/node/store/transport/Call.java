package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.rpc.RpcRequests;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.stackctl.wire.proto.RaftCall;
import java.util.Arrays;
import java.util.Optional;

/** The calls between raft peers, and jraft's messages in them. What jraft has besides is not served. */
enum Call {
    PING(RaftCall.RAFT_CALL_PING, RpcRequests.PingRequest.class, RpcRequests.ErrorResponse.getDefaultInstance()),
    APPEND_ENTRIES(
            RaftCall.RAFT_CALL_APPEND_ENTRIES,
            RpcRequests.AppendEntriesRequest.class,
            RpcRequests.AppendEntriesResponse.getDefaultInstance()),
    REQUEST_VOTE(
            RaftCall.RAFT_CALL_REQUEST_VOTE,
            RpcRequests.RequestVoteRequest.class,
            RpcRequests.RequestVoteResponse.getDefaultInstance()),
    INSTALL_SNAPSHOT(
            RaftCall.RAFT_CALL_INSTALL_SNAPSHOT,
            RpcRequests.InstallSnapshotRequest.class,
            RpcRequests.InstallSnapshotResponse.getDefaultInstance()),
    GET_FILE(
            RaftCall.RAFT_CALL_GET_FILE,
            RpcRequests.GetFileRequest.class,
            RpcRequests.GetFileResponse.getDefaultInstance()),
    TIMEOUT_NOW(
            RaftCall.RAFT_CALL_TIMEOUT_NOW,
            RpcRequests.TimeoutNowRequest.class,
            RpcRequests.TimeoutNowResponse.getDefaultInstance()),
    READ_INDEX(
            RaftCall.RAFT_CALL_READ_INDEX,
            RpcRequests.ReadIndexRequest.class,
            RpcRequests.ReadIndexResponse.getDefaultInstance());

    private final RaftCall number;
    private final Class<? extends Message> request;
    private final Message reply;

    Call(RaftCall number, Class<? extends Message> request, Message reply) {
        this.number = number;
        this.request = request;
        this.reply = reply;
    }

    /** Empty for a kind that a newer manager may have. */
    static Optional<Call> of(RaftCall number) {
        return Arrays.stream(values()).filter(call -> call.number == number).findFirst();
    }

    static Call of(Object request) {
        return Arrays.stream(values())
                .filter(call -> call.request.isInstance(request))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("raft sends a " + request.getClass()));
    }

    /** Entries travel in order; so do the probes that ask where a peer's log ends. */
    static boolean ordered(Object request) {
        return request instanceof RpcRequests.AppendEntriesRequest append
                && (append.getEntriesCount() > 0 || append.hasData());
    }

    RaftCall number() {
        return number;
    }

    /** The reply without anything in it, which errors are put into. */
    Message emptyReply() {
        return reply;
    }

    Message parseReply(ByteString body) throws InvalidProtocolBufferException {
        return reply.getParserForType().parseFrom(body);
    }
}
