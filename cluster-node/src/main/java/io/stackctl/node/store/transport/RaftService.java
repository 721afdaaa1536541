package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.rpc.RaftServerService;
import com.alipay.sofa.jraft.rpc.RpcRequestClosure;
import com.alipay.sofa.jraft.rpc.RpcRequests;
import com.alipay.sofa.jraft.rpc.RpcResponseClosureAdapter;
import com.alipay.sofa.jraft.storage.FileService;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stackctl.wire.proto.RaftGrpc;
import io.stackctl.wire.proto.RaftReply;
import io.stackctl.wire.proto.RaftRequest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of other managers to the raft node of this one. They are given to the node on the thread that they come in
 * on: entries of one stream in their order. Whether the caller is a manager is checked before, by its certificate.
 */
public final class RaftService extends RaftGrpc.RaftImplBase {
    private final String self;
    private final Supplier<Optional<Served>> served;

    /** What takes the calls while it runs. */
    public record Served(RaftServerService node, PeerChannels channels, SnapshotTransit transit) {}

    /**
     * @param self the name of this peer, without the port
     * @param served empty before the start and after the end: callers are told to try again
     */
    public RaftService(String self, Supplier<Optional<Served>> served) {
        this.self = self;
        this.served = served;
    }

    @Override
    public StreamObserver<RaftRequest> append(StreamObserver<RaftReply> replies) {
        return new Entries(replies);
    }

    @Override
    public void call(RaftRequest request, StreamObserver<RaftReply> replies) {
        try {
            answer(request, reply -> {
                replies.onNext(RaftReply.newBuilder()
                        .setSequence(request.getSequence())
                        .setBody(reply.toByteString())
                        .build());
                replies.onCompleted();
            });
        } catch (InvalidProtocolBufferException garbled) {
            replies.onError(garbled(garbled));
        }
    }

    /** One stream of entries. Replies come from several threads, as the disk gets to them. */
    private final class Entries implements StreamObserver<RaftRequest> {
        private final StreamObserver<RaftReply> replies;
        private boolean over;

        Entries(StreamObserver<RaftReply> replies) {
            this.replies = replies;
        }

        @Override
        public void onNext(RaftRequest request) {
            try {
                answer(request, reply -> reply(request.getSequence(), reply));
            } catch (InvalidProtocolBufferException garbled) {
                end(() -> replies.onError(garbled(garbled)));
            }
        }

        private void reply(long sequence, Message reply) {
            synchronized (this) {
                if (!over) {
                    replies.onNext(RaftReply.newBuilder()
                            .setSequence(sequence)
                            .setBody(reply.toByteString())
                            .build());
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            end(() -> {});
        }

        @Override
        public void onCompleted() {
            end(replies::onCompleted);
        }

        private synchronized void end(Runnable last) {
            if (!over) {
                over = true;
                last.run();
            }
        }
    }

    private void answer(RaftRequest request, Consumer<Message> replies) throws InvalidProtocolBufferException {
        var call = Call.of(request.getCall());
        if (call.isEmpty()) {
            replies.accept(error(RpcRequests.ErrorResponse.getDefaultInstance(), RaftError.EINVAL, "unknown call"));
            return;
        }
        var raft = served.get();
        if (!request.getTo().equals(self) || raft.isEmpty()) {
            var words = "this is " + self + ", not " + request.getTo() + ", or it is not ready";
            replies.accept(error(call.get().emptyReply(), RaftError.ENOENT, words));
            return;
        }
        PeerNames.node(request.getFrom())
                .filter(_ -> !request.getAddress().isEmpty())
                .ifPresent(from -> raft.get().channels.heardFrom(from, request.getAddress()));
        var done = new RpcRequestClosure(
                new Reply(replies, request.getFrom()), call.get().emptyReply());
        var reply = dispatch(call.get(), request, raft.get(), done);
        if (reply != null) {
            done.sendResponse(reply);
        }
    }

    private @Nullable Message dispatch(Call call, RaftRequest request, Served raft, RpcRequestClosure done)
            throws InvalidProtocolBufferException {
        var body = request.getBody();
        return switch (call) {
            case PING -> error(call.emptyReply(), RaftError.SUCCESS, "");
            case APPEND_ENTRIES ->
                raft.node.handleAppendEntriesRequest(RpcRequests.AppendEntriesRequest.parseFrom(body), done);
            case REQUEST_VOTE -> vote(raft.node, RpcRequests.RequestVoteRequest.parseFrom(body));
            case INSTALL_SNAPSHOT ->
                raft.node.handleInstallSnapshot(RpcRequests.InstallSnapshotRequest.parseFrom(body), done);
            case TIMEOUT_NOW -> raft.node.handleTimeoutNowRequest(RpcRequests.TimeoutNowRequest.parseFrom(body), done);
            case READ_INDEX -> readIndex(raft.node, RpcRequests.ReadIndexRequest.parseFrom(body), done);
            case GET_FILE -> file(raft.transit, RpcRequests.GetFileRequest.parseFrom(body), done);
        };
    }

    private static Message vote(RaftServerService raft, RpcRequests.RequestVoteRequest request) {
        return request.getPreVote() ? raft.handlePreVoteRequest(request) : raft.handleRequestVoteRequest(request);
    }

    private static @Nullable Message readIndex(
            RaftServerService raft, RpcRequests.ReadIndexRequest request, RpcRequestClosure done) {
        raft.handleReadIndexRequest(request, new RpcResponseClosureAdapter<>() {
            @Override
            public void run(com.alipay.sofa.jraft.Status status) {
                if (getResponse() != null) {
                    done.sendResponse(getResponse());
                } else {
                    done.run(status);
                }
            }
        });
        return null;
    }

    private Message file(SnapshotTransit transit, RpcRequests.GetFileRequest request, RpcRequestClosure done) {
        var reply = FileService.getInstance().handleGetFile(request, done);
        if (!(reply instanceof RpcRequests.GetFileResponse file) || file.hasErrorResponse()) {
            return reply;
        }
        return transit.leaving(request.getFilename(), request.getOffset(), file.getData())
                .<Message>map(piece -> file.toBuilder().setData(piece).build())
                .orElseGet(() ->
                        error(Call.GET_FILE.emptyReply(), RaftError.EIO, "the snapshot of " + self + " is damaged"));
    }

    private static Message error(Message reply, RaftError error, String words) {
        return RpcFactoryHelper.responseFactory().newResponse(reply, error, "%s", words);
    }

    private static Throwable garbled(InvalidProtocolBufferException cause) {
        return Status.INVALID_ARGUMENT
                .withDescription("the message cannot be read: " + cause.getMessage())
                .asException();
    }
}
