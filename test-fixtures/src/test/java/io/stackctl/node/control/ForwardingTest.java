package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.stackctl.cluster.NodeId;
import io.stackctl.wire.proto.RaftGrpc;
import io.stackctl.wire.proto.RaftReply;
import io.stackctl.wire.proto.RaftRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that reach a manager which does not lead. */
class ForwardingTest {
    private final List<Server> servers = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();

    @AfterEach
    void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        servers.forEach(Server::shutdownNow);
    }

    /** Says who it is and what it was asked. */
    private static final class Echo extends RaftGrpc.RaftImplBase {
        private final String name;
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

        Echo(String name) {
            this.name = name;
        }

        private RaftReply reply(RaftRequest request) {
            return RaftReply.newBuilder()
                    .setSequence(request.getSequence())
                    .setBody(ByteString.copyFromUtf8(name))
                    .build();
        }

        @Override
        public void call(RaftRequest request, StreamObserver<RaftReply> replies) {
            if (request.getTo().equals("nobody")) {
                replies.onError(Status.NOT_FOUND.withDescription("nobody here").asException());
                return;
            }
            replies.onNext(reply(request));
            replies.onCompleted();
        }

        @Override
        public StreamObserver<RaftRequest> append(StreamObserver<RaftReply> replies) {
            return new StreamObserver<>() {
                @Override
                public void onNext(RaftRequest request) {
                    replies.onNext(reply(request));
                }

                @Override
                public void onError(Throwable failure) {
                    ends.add("given up");
                }

                @Override
                public void onCompleted() {
                    ends.add("completed");
                    replies.onCompleted();
                }
            };
        }
    }

    private ManagedChannel serve(Echo echo, ServerInterceptor... interceptors) throws Exception {
        var name = UUID.randomUUID().toString();
        servers.add(InProcessServerBuilder.forName(name)
                .addService(ServerInterceptors.intercept(echo, interceptors))
                .build()
                .start());
        var channel = InProcessChannelBuilder.forName(name).build();
        channels.add(channel);
        return channel;
    }

    private static Forwarding to(Optional<Channel> leader) {
        return new Forwarding(new NodeId("follower"), () -> false, () -> leader, Optional.empty());
    }

    private static RaftRequest request(long sequence) {
        return RaftRequest.newBuilder().setSequence(sequence).build();
    }

    @Test
    void aCallIsAnsweredByTheLeader() throws Exception {
        var leader = serve(new Echo("leader"));
        var follower = serve(new Echo("follower"), to(Optional.of(leader)));

        var reply = RaftGrpc.newBlockingStub(follower).call(request(7));

        assertThat(reply.getSequence()).isEqualTo(7);
        assertThat(reply.getBody().toStringUtf8()).isEqualTo("leader");
    }

    @Test
    void whoLeadsAnswersItself() throws Exception {
        var alone = serve(
                new Echo("leader"),
                new Forwarding(new NodeId("leader"), () -> true, Optional::empty, Optional.empty()));
        assertThat(RaftGrpc.newBlockingStub(alone).call(request(1)).getBody().toStringUtf8())
                .isEqualTo("leader");
    }

    @Test
    void theLeadersRefusalComesBackAsItIs() throws Exception {
        var leader = serve(new Echo("leader"));
        var follower = serve(new Echo("follower"), to(Optional.of(leader)));
        var refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> RaftGrpc.newBlockingStub(follower)
                        .call(RaftRequest.newBuilder().setTo("nobody").build()));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refused.getStatus().getDescription()).isEqualTo("nobody here");
    }

    @Test
    void withoutALeaderTheCallerIsToldToTryAgain() throws Exception {
        var follower = serve(new Echo("follower"), to(Optional.empty()));
        var refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> RaftGrpc.newBlockingStub(follower).call(request(1)));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(refused.getStatus().getDescription()).contains("no leader");
    }

    @Test
    void aCallIsPassedOnOnlyOnce() throws Exception {
        var third = serve(new Echo("third"));
        var second = serve(new Echo("second"), to(Optional.of(third)));
        var first = serve(new Echo("first"), to(Optional.of(second)));
        assertThat(RaftGrpc.newBlockingStub(first).call(request(1)).getBody().toStringUtf8())
                .isEqualTo("second");
    }

    @Test
    void aStreamGoesBothWaysAndEndsWhenItsCallerEndsIt() throws Exception {
        var echo = new Echo("leader");
        var follower = serve(new Echo("follower"), to(Optional.of(serve(echo))));
        var replies = new LinkedBlockingQueue<Long>();
        var requests = RaftGrpc.newStub(follower).append(collect(replies));

        for (long sequence = 1; sequence <= 500; sequence++) {
            requests.onNext(request(sequence));
        }
        for (long sequence = 1; sequence <= 500; sequence++) {
            assertThat(replies.poll(30, TimeUnit.SECONDS)).isEqualTo(sequence);
        }
        requests.onCompleted();

        assertThat(echo.ends.poll(30, TimeUnit.SECONDS)).isEqualTo("completed");
        assertThat(replies.poll(30, TimeUnit.SECONDS)).as("the end").isEqualTo(-1);
    }

    @Test
    void theLeaderHearsThatACallerGaveUp() throws Exception {
        var echo = new Echo("leader");
        var follower = serve(new Echo("follower"), to(Optional.of(serve(echo))));
        var replies = new LinkedBlockingQueue<Long>();
        var requests = RaftGrpc.newStub(follower).append(collect(replies));
        requests.onNext(request(1));
        assertThat(replies.poll(30, TimeUnit.SECONDS)).isEqualTo(1);

        requests.onError(Status.CANCELLED.asException());

        assertThat(echo.ends.poll(30, TimeUnit.SECONDS)).isEqualTo("given up");
    }

    private static StreamObserver<RaftReply> collect(BlockingQueue<Long> replies) {
        return new StreamObserver<>() {
            @Override
            public void onNext(RaftReply reply) {
                replies.add(reply.getSequence());
            }

            @Override
            public void onError(Throwable failure) {
                replies.add(-2L);
            }

            @Override
            public void onCompleted() {
                replies.add(-1L);
            }
        };
    }
}
