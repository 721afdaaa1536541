package io.stackctl.node.agent;

import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.stackctl.node.Limits;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.AgentsGrpc;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.ProblemKind;
import io.stackctl.wire.proto.PublishLogsReply;
import io.stackctl.wire.proto.Standing;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A {@link ManagerLink} over gRPC. */
public final class GrpcManagerLink implements ManagerLink {
    private final ManagerChannels channels;

    /** To one manager, whose channel the caller owns. */
    public GrpcManagerLink(Supplier<? extends Channel> channel) {
        this(ManagerChannels.always(channel));
    }

    public GrpcManagerLink(ManagerChannels channels) {
        this.channels = channels;
    }

    @Override
    public Session open() {
        return new GrpcSession(AgentsGrpc.newBlockingV2Stub(channels.current()).session(), channels);
    }

    @Override
    public LogSink publishLogs() {
        return new GrpcLogSink(AgentsGrpc.newBlockingV2Stub(channels.current()).publishLogs());
    }

    /** The address of the manager that leads, when the one that was asked does not and knows it. */
    private static Optional<String> leader(StatusException failure) {
        return Optional.ofNullable(failure.getTrailers())
                .flatMap(trailers -> Optional.ofNullable(trailers.get(ProblemTrailer.KEY)))
                .filter(problem -> problem.getKind() == ProblemKind.PROBLEM_KIND_NOT_THE_LEADER)
                .flatMap(problem -> problem.getDetailsList().stream().findFirst());
    }

    private static LinkBroken broken(StatusException failure) {
        var status = failure.getStatus();
        var description = status.getDescription();
        return new LinkBroken(status.getCode() + (description == null ? "" : ": " + description), failure);
    }

    private record GrpcSession(BlockingClientCall<AgentMessage, ManagerMessage> call, ManagerChannels channels)
            implements Session {
        @Override
        public void send(AgentMessage message) throws LinkBroken, InterruptedException {
            var limit = message.hasHello() ? Limits.MANAGER_DIAL : Limits.MANAGER_SILENCE;
            try {
                if (!call.write(message, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    channels.failed(Optional.empty());
                    throw new LinkBroken("the session is over");
                }
            } catch (TimeoutException silence) {
                channels.failed(Optional.empty());
                throw new LinkBroken("the manager takes nothing", silence);
            } catch (IllegalStateException cancelled) {
                // The other thread of the session has ended it.
                throw new LinkBroken("the session is over", cancelled);
            } catch (StatusException failure) {
                // A manager that is gone is noticed here as well, and must not be dialled for ever.
                channels.failed(leader(failure));
                throw broken(failure);
            }
        }

        @Override
        public Optional<ManagerMessage> receive() throws LinkBroken, InterruptedException {
            try {
                return Optional.ofNullable(call.read(Limits.MANAGER_SILENCE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException silence) {
                channels.failed(Optional.empty());
                throw new LinkBroken("the manager is silent", silence);
            } catch (StatusException failure) {
                channels.failed(leader(failure));
                throw broken(failure);
            }
        }

        @Override
        public void told(Standing standing) {
            channels.told(standing);
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
