package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.StatusCodec;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.AgentsGrpc;
import io.stackctl.wire.proto.Hello;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.PublishLogsReply;
import io.stackctl.wire.proto.Reports;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The door for agents: one session for each node, this machine's own like any other. */
public final class AgentService extends AgentsGrpc.AgentsImplBase {
    private final Publisher publisher;
    private final ControlLoop loop;
    private final LogBroker logs;
    private final ConcurrentMap<NodeId, AgentSession> sessions = new ConcurrentHashMap<>();

    AgentService(Publisher publisher, ControlLoop loop, LogBroker logs) {
        this.publisher = publisher;
        this.loop = loop;
        this.logs = logs;
    }

    @Override
    public StreamObserver<AgentMessage> session(StreamObserver<ManagerMessage> answers) {
        return new Incoming(new Outbox<>((ServerCallStreamObserver<ManagerMessage>) answers));
    }

    @Override
    public StreamObserver<LogChunk> publishLogs(StreamObserver<PublishLogsReply> answers) {
        return logs.publish(answers);
    }

    /** The session of a node, for asking it something. */
    Optional<AgentSession> session(NodeId node) {
        return Optional.ofNullable(sessions.get(node));
    }

    /** What one agent sends, in its order; gRPC calls one method at a time. */
    private final class Incoming implements StreamObserver<AgentMessage> {
        private final Outbox<ManagerMessage> outbox;
        private Optional<AgentSession> session = Optional.empty();
        private boolean goodbye;

        Incoming(Outbox<ManagerMessage> outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onNext(AgentMessage message) {
            try {
                take(message);
            } catch (StatusException e) {
                outbox.fail(e);
            } catch (DecodeException e) {
                outbox.fail(
                        Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asException());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                outbox.fail(Status.UNAVAILABLE
                        .withDescription("the manager is stopping")
                        .asException());
            }
        }

        private void take(AgentMessage message) throws StatusException, DecodeException, InterruptedException {
            switch (message.getKindCase()) {
                case HELLO -> hello(message.getHello());
                case REPORTS -> reports(open(), message.getReports());
                case APPLIED -> open().applied(new Revision(message.getApplied().getRevision()));
                case DESCRIBED ->
                    loop.tell(new Message.Described(
                            open().node(),
                            NodeCodec.fromMessage(message.getDescribed().getDescription())));
                case GOODBYE -> goodbye = true;
                case HEARTBEAT -> open();
                case KIND_NOT_SET ->
                    throw Status.INVALID_ARGUMENT
                            .withDescription("the agent sent a message that this manager does not know")
                            .asException();
            }
        }

        private AgentSession open() throws StatusException {
            return session.orElseThrow(() -> Status.FAILED_PRECONDITION
                    .withDescription("a session starts with Hello")
                    .asException());
        }

        private void hello(Hello hello) throws StatusException, DecodeException, InterruptedException {
            if (!loop.leading()) {
                throw Replies.noLeader();
            }
            var node = new NodeId(hello.getNodeId());
            var known = publisher.state().nodes().get(node);
            if (known.isEmpty()) {
                throw Status.PERMISSION_DENIED
                        .withDescription("node " + node + " does not belong to this cluster")
                        .asException();
            }
            var description = NodeCodec.fromMessage(hello.getDescription());
            var opened = new AgentSession(node, publisher, loop, outbox);
            session = Optional.of(opened);
            Optional.ofNullable(sessions.put(node, opened)).ifPresent(AgentSession::end);
            loop.tell(new Message.Joined(node, description, known.get().status().address()));
            Thread.ofVirtual().name("session-" + node).start(opened::run);
        }

        private void reports(AgentSession open, Reports reports) throws DecodeException, InterruptedException {
            var statuses = new TreeMap<TaskKey, io.stackctl.cluster.Status>();
            for (var report : reports.getReportsList()) {
                var key = new TaskKey(new ServiceId(report.getServiceId()), new TaskId(report.getTaskId()));
                statuses.put(key, StatusCodec.fromMessage(report.getStatus()));
            }
            long number = reports.getSequence();
            loop.tell(
                    new Message.Reported(open.node(), statuses, () -> Thread.startVirtualThread(() -> accept(number))));
        }

        private void accept(long number) {
            try {
                if (session.isPresent()) {
                    session.get().accept(number);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onError(Throwable cause) {
            over();
        }

        @Override
        public void onCompleted() {
            over();
        }

        private void over() {
            session.ifPresent(ended -> {
                ended.end();
                if (sessions.remove(ended.node(), ended)) {
                    part(ended.node());
                }
            });
            outbox.complete();
        }

        private void part(NodeId node) {
            try {
                loop.tell(new Message.Parted(node, goodbye));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends all sessions; agents come back to whoever leads. */
    void close() {
        sessions.values().forEach(AgentSession::end);
    }
}
