package io.stackctl.node.agent;

import io.stackctl.node.agent.ManagerLink.LinkBroken;
import io.stackctl.node.agent.ManagerLink.LogSink;
import io.stackctl.node.agent.ManagerLink.Session;
import io.stackctl.view.NodePicture;
import io.stackctl.view.PictureDelta;
import io.stackctl.wire.PictureCodec;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.Assignments;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.LogOptions;
import io.stackctl.wire.proto.LogRequest;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.ReportsAccepted;
import io.stackctl.wire.proto.Welcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The other end of an agent's sessions, by hand of the test. */
final class FakeManager implements ManagerLink {
    final List<AgentMessage> heard = new CopyOnWriteArrayList<>();
    final List<LogChunk> chunks = new CopyOnWriteArrayList<>();
    volatile boolean accepting = true;
    volatile boolean reachable = true;
    private volatile String cluster = Bench.OWNER.cluster().value();
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile BlockingQueue<Optional<ManagerMessage>> toAgent = new LinkedBlockingQueue<>();
    private long sequence;

    int sessions() {
        return sessions.get();
    }

    void belongTo(String other) {
        cluster = other;
    }

    void tell(NodePicture picture) {
        tell(PictureCodec.toMessage(picture));
    }

    void tell(NodePicture before, NodePicture after) {
        tell(PictureCodec.toMessage(PictureDelta.between(before, after))
                .setRevision(after.revision().value()));
    }

    void skipSequence() {
        sequence++;
    }

    private void tell(Assignments.Builder assignments) {
        sequence++;
        tell(ManagerMessage.newBuilder()
                .setAssignments(assignments.setSequence(sequence))
                .build());
    }

    void askForLogs(String task) {
        tell(ManagerMessage.newBuilder()
                .setLogs(LogRequest.newBuilder()
                        .setId("request-1")
                        .addTaskIds(task)
                        .setOptions(LogOptions.newBuilder().setTail(-1)))
                .build());
    }

    private void tell(ManagerMessage message) {
        toAgent.add(Optional.of(message));
    }

    void endSession() {
        toAgent.add(Optional.empty());
    }

    @Override
    public Session open() throws LinkBroken {
        if (!reachable) {
            throw new LinkBroken("no way");
        }
        var queue = new LinkedBlockingQueue<Optional<ManagerMessage>>();
        queue.add(Optional.of(ManagerMessage.newBuilder()
                .setWelcome(Welcome.newBuilder().setClusterId(cluster).setHeartbeatMillis(50))
                .build()));
        toAgent = queue;
        sequence = 0;
        sessions.incrementAndGet();
        return new Session() {
            @Override
            public void send(AgentMessage message) {
                heard.add(message);
                if (message.hasReports() && accepting) {
                    queue.add(Optional.of(ManagerMessage.newBuilder()
                            .setAccepted(ReportsAccepted.newBuilder()
                                    .setSequence(message.getReports().getSequence()))
                            .build()));
                }
            }

            @Override
            public Optional<ManagerMessage> receive() throws InterruptedException {
                return queue.take();
            }

            @Override
            public void finish() {
                // A manager that has heard the last of an agent ends the session.
                queue.add(Optional.empty());
            }

            @Override
            public void close() {
                queue.add(Optional.empty());
            }
        };
    }

    @Override
    public LogSink publishLogs() {
        return new LogSink() {
            @Override
            public boolean send(LogChunk chunk) {
                chunks.add(chunk);
                return true;
            }

            @Override
            public void finish() {}

            @Override
            public void close() {}
        };
    }
}
