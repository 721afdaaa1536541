package io.stackctl.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.stackctl.node.agent.ManagerLink.LinkBroken;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.AgentsGrpc;
import io.stackctl.wire.proto.Hello;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.PublishLogsReply;
import io.stackctl.wire.proto.ReportsAccepted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GrpcManagerLinkTest {
    private final List<LogChunk> chunks = new CopyOnWriteArrayList<>();

    @Test
    void messages_and_lines_go_both_ways_and_a_refusal_says_why() throws Exception {
        var server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Echo())
                .build()
                .start();
        var channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        try {
            var link = new GrpcManagerLink(() -> channel);
            try (var session = link.open()) {
                session.send(hello("node-1"));
                assertThat(session.receive().orElseThrow().getAccepted().getSequence())
                        .isEqualTo(6);
                session.finish();
                assertThat(session.receive()).isEmpty();
            }
            try (var session = link.open()) {
                session.send(hello("stranger"));
                assertThatThrownBy(session::receive)
                        .isInstanceOf(LinkBroken.class)
                        .hasMessage("PERMISSION_DENIED: who are you?");
            }
            try (var sink = link.publishLogs()) {
                assertThat(sink.send(LogChunk.newBuilder().setRequestId("r").build()))
                        .isTrue();
                sink.finish();
            }
            assertThat(chunks).hasSize(1);
        } finally {
            channel.shutdownNow();
            server.shutdownNow().awaitTermination();
        }
    }

    @Test
    void a_manager_that_is_not_there_breaks_the_link() throws IOException {
        var channel =
                NettyChannelBuilder.forAddress("127.0.0.1", 1).usePlaintext().build();
        try (var session = new GrpcManagerLink(() -> channel).open()) {
            assertThatThrownBy(session::receive).isInstanceOf(LinkBroken.class).hasMessageContaining("UNAVAILABLE");
        } finally {
            channel.shutdownNow();
        }
    }

    private static AgentMessage hello(String node) {
        return AgentMessage.newBuilder()
                .setHello(Hello.newBuilder().setNodeId(node))
                .build();
    }

    /** Answers a greeting with the length of the name. */
    private final class Echo extends AgentsGrpc.AgentsImplBase {
        @Override
        public StreamObserver<AgentMessage> session(StreamObserver<ManagerMessage> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(AgentMessage message) {
                    var name = message.getHello().getNodeId();
                    if (name.equals("stranger")) {
                        answers.onError(Status.PERMISSION_DENIED
                                .withDescription("who are you?")
                                .asException());
                        return;
                    }
                    answers.onNext(ManagerMessage.newBuilder()
                            .setAccepted(ReportsAccepted.newBuilder().setSequence(name.length()))
                            .build());
                }

                @Override
                public void onError(Throwable cause) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }

        @Override
        public StreamObserver<LogChunk> publishLogs(StreamObserver<PublishLogsReply> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(LogChunk chunk) {
                    chunks.add(chunk);
                }

                @Override
                public void onError(Throwable cause) {}

                @Override
                public void onCompleted() {
                    answers.onNext(PublishLogsReply.getDefaultInstance());
                    answers.onCompleted();
                }
            };
        }
    }
}
