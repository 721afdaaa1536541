package io.stackctl.node.agent;

import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.AgentsGrpc;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.PublishLogsReply;
import java.util.Optional;
import java.util.function.Supplier;

/** A {@link ManagerLink} over gRPC. */
public final class GrpcManagerLink implements ManagerLink {
    private final Supplier<? extends Channel> channels;

    /** {@code channels}: asked for each session and stream, so that it can turn to another manager; owns what it gives. */
    public GrpcManagerLink(Supplier<? extends Channel> channels) {
        this.channels = channels;
    }

    @Override
    public Session open() {
        return new GrpcSession(AgentsGrpc.newBlockingV2Stub(channels.get()).session());
    }

    @Override
    public LogSink publishLogs() {
        return new GrpcLogSink(AgentsGrpc.newBlockingV2Stub(channels.get()).publishLogs());
    }

    private static LinkBroken broken(StatusException failure) {
        var status = failure.getStatus();
        var description = status.getDescription();
        return new LinkBroken(status.getCode() + (description == null ? "" : ": " + description), failure);
    }

    private record GrpcSession(BlockingClientCall<AgentMessage, ManagerMessage> call) implements Session {
        @Override
        public void send(AgentMessage message) throws LinkBroken, InterruptedException {
            try {
                if (!call.write(message)) {
                    throw new LinkBroken("the session is over");
                }
            } catch (StatusException failure) {
                throw broken(failure);
            }
        }

        @Override
        public Optional<ManagerMessage> receive() throws LinkBroken, InterruptedException {
            try {
                return Optional.ofNullable(call.read());
            } catch (StatusException failure) {
                throw broken(failure);
            }
        }

        @Override
        public void finish() {
            call.halfClose();
        }

        @Override
        public void close() {
            call.cancel("the agent ends the session", null);
        }
    }

    private record GrpcLogSink(BlockingClientCall<LogChunk, PublishLogsReply> call) implements LogSink {
        @Override
        public boolean send(LogChunk chunk) throws LinkBroken, InterruptedException {
            try {
                return call.write(chunk);
            } catch (StatusException failure) {
                throw broken(failure);
            }
        }

        @Override
        public void finish() throws LinkBroken, InterruptedException {
            call.halfClose();
            try {
                var _ = Optional.ofNullable(call.read());
            } catch (StatusException failure) {
                throw broken(failure);
            }
        }

        @Override
        public void close() {
            call.cancel("the agent ends the stream", null);
        }
    }
}
