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
import io.stackctl.node.trust.Caller;
import io.stackctl.node.trust.ClockSkew;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door for agents: one session for each node, this machine's own like any other. */
public final class AgentService extends AgentsGrpc.AgentsImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);

    private final Publisher publisher;
    private final ControlLoop loop;
    private final LogBroker logs;
    private final LeaderAddress leader;
    private final Predicate<NodeId> votes;
    private final Absentees absentees;
    private final ConcurrentMap<NodeId, AgentSession> sessions = new ConcurrentHashMap<>();

    /** {@code votes}: whether a node is a voter of the log at this moment. */
    AgentService(Publisher publisher, ControlLoop loop, LogBroker logs, LeaderAddress leader, Predicate<NodeId> votes) {
        this.votes = votes;
        this.leader = leader;
        this.publisher = publisher;
        this.loop = loop;
        this.logs = logs;
        this.absentees = new Absentees(publisher, loop, sessions::containsKey);
    }

    @Override
    public StreamObserver<AgentMessage> session(StreamObserver<ManagerMessage> answers) {
        return new Incoming(new Outbox<>((ServerCallStreamObserver<ManagerMessage>) answers), Caller.current());
    }

    @Override
    public StreamObserver<LogChunk> publishLogs(StreamObserver<PublishLogsReply> answers) {
        return logs.publish(answers, Caller.current());
    }

    /** The session of a node, for asking it something. */
    Optional<AgentSession> session(NodeId node) {
        return Optional.ofNullable(sessions.get(node));
    }

    /** What one agent sends, in its order; gRPC calls one method at a time. */
    private final class Incoming implements StreamObserver<AgentMessage> {
        private final Outbox<ManagerMessage> outbox;
        private final Caller caller;
        private volatile Optional<AgentSession> session = Optional.empty();
        private volatile Optional<Duration> goodbye = Optional.empty();

        Incoming(Outbox<ManagerMessage> outbox, Caller caller) {
            this.outbox = outbox;
            this.caller = caller;
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
            session.ifPresent(AgentSession::heard);
            switch (message.getKindCase()) {
                case HELLO -> hello(message.getHello());
                case REPORTS -> reports(open(), message.getReports());
                case APPLIED -> open().applied(new Revision(message.getApplied().getRevision()));
                case DESCRIBED ->
                    loop.tell(new Message.Described(
                            open().node(),
                            NodeCodec.fromMessage(message.getDescribed().getDescription())));
                case CERTIFIED ->
                    loop.tell(new Message.Certified(
                            open().node(), message.getCertified().getRoot()));
                case GOODBYE ->
                    goodbye =
                            Optional.of(Duration.ofSeconds(message.getGoodbye().getBackWithinSeconds()));
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
            var node = new NodeId(hello.getNodeId());
            Caller.requireNode(caller, node);
            if (!loop.leading()) {
                throw Replies.notTheLeader(leader.elsewhere());
            }
            var known = publisher.state().nodes().get(node);
            if (known.isEmpty()) {
                throw Status.PERMISSION_DENIED
                        .withDescription("node " + node + " does not belong to this cluster")
                        .asException();
            }
            var description = NodeCodec.fromMessage(hello.getDescription());
            var local = caller instanceof Caller.Local;
            var opened = new AgentSession(node, publisher, loop, outbox, votes, !local);
            session = Optional.of(opened);
            Optional.ofNullable(sessions.put(node, opened)).ifPresent(AgentSession::end);
            var address = local || hello.getAddress().isEmpty()
                    ? known.get().status().address()
                    : CertificateService.address(hello.getAddress(), Caller.host(caller));
            warnOfClock(node, hello.getSentAt());
            loop.tell(new Message.Joined(node, description, address));
            Thread.ofVirtual().name("session-" + node).start(() -> {
                opened.run();
                over();
            });
        }

        private void warnOfClock(NodeId node, long sentAt) {
            if (sentAt > 0) {
                var here = Instant.now();
                new ClockSkew(here, Instant.EPOCH.plusNanos(sentAt), Duration.ZERO)
                        .warning()
                        .ifPresent(_ -> LOG.warn(
                                "the clock of node {} says {}, this manager's says {}",
                                node,
                                Instant.EPOCH.plusNanos(sentAt).truncatedTo(ChronoUnit.SECONDS),
                                here.truncatedTo(ChronoUnit.SECONDS)));
            }
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
                    part(ended);
                }
            });
            outbox.complete();
        }

        private void part(AgentSession ended) {
            try {
                loop.tell(new Message.Parted(ended.node(), goodbye, ended.silence()));
                if (caller instanceof Caller.Member && goodbye.isEmpty()) {
                    absentees.probe(ended.node());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From now on a new leadership looks for nodes that do not greet it. */
    void start() {
        absentees.start();
    }

    /** Ends all sessions; agents come back to whoever leads. */
    void close() {
        absentees.close();
        sessions.values().forEach(AgentSession::end);
    }
}
