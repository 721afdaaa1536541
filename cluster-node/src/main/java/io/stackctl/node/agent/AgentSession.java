package io.stackctl.node.agent;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.node.agent.ManagerLink.LinkBroken;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.trust.ClockSkew;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.NodePicture;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.PictureCodec;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.AppliedRevision;
import io.stackctl.wire.proto.Assignments;
import io.stackctl.wire.proto.Certified;
import io.stackctl.wire.proto.Described;
import io.stackctl.wire.proto.Goodbye;
import io.stackctl.wire.proto.Heartbeat;
import io.stackctl.wire.proto.Hello;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.Reports;
import io.stackctl.wire.proto.Welcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * What is to be said is kept as "the latest of each kind", never as a queue: statuses in the reporter, one revision, one
 * description. The speaking thread says whatever is new, and a heartbeat when nothing is.
 */

/** One session: the caller's thread hears, another one speaks. */
final class AgentSession {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

    private final Owner owner;
    private final ManagerLink.Session session;
    private final Worker worker;
    private final Reporter reporter;
    private final Follower follower;
    private final TaskLogs logs;
    private final News news = new News();
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<Revision> followed = Optional.empty();
    private Optional<Node.Description> description = Optional.empty();
    private Optional<Duration> goodbye = Optional.empty();
    private Optional<String> certified = Optional.empty();
    private Optional<NodePicture> picture = Optional.empty();
    private Revision told = Revision.ZERO;
    private Optional<Node.Description> described = Optional.empty();
    private long sequence;
    /** The batch of reports that was sent last, and when; of the speaking thread alone. */
    private long reported;

    private long reportedAt;
    private Instant greetedAt = Instant.EPOCH;
    private volatile Duration heartbeat = Limits.HEARTBEAT;

    AgentSession(
            Owner owner,
            ManagerLink.Session session,
            Worker worker,
            Reporter reporter,
            Follower follower,
            TaskLogs logs) {
        this.owner = owner;
        this.session = session;
        this.worker = worker;
        this.reporter = reporter;
        this.follower = follower;
        this.logs = logs;
    }

    void hello(int incarnation, String address, Node.Description node, Revision revision)
            throws LinkBroken, InterruptedException {
        described = Optional.of(node);
        greetedAt = Instant.now();
        session.send(AgentMessage.newBuilder()
                .setHello(Hello.newBuilder()
                        .setNodeId(owner.node().value())
                        .setIncarnation(incarnation)
                        .setDescription(NodeCodec.toMessage(node))
                        .setRevision(revision.value())
                        .setSentAt(TimeUnit.SECONDS.toNanos(greetedAt.getEpochSecond()) + greetedAt.getNano())
                        .setAddress(address))
                .build());
    }

    synchronized void followed(Revision revision) {
        followed = Optional.of(revision);
        news.raise();
    }

    synchronized void described(Node.Description node) {
        description = Optional.of(node);
        news.raise();
    }

    /** The node's certificate leads to that root, and the node believes it. */
    synchronized void certified(String root) {
        certified = Optional.of(root);
        news.raise();
    }

    /** There may be something to say. */
    void speak() {
        news.raise();
    }

    /** Tells the manager that the daemon stops; waits a moment until it has heard that. */
    void goodbye(Duration back) {
        synchronized (this) {
            goodbye = Optional.of(back);
        }
        news.raise();
        try {
            var _ = over.await(Limits.GOODBYE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hears until the session ends. {@code onWelcome}: the manager took us in. */
    void run(Runnable onWelcome) throws LinkBroken, InterruptedException {
        var first = session.receive();
        if (first.isEmpty() || !first.get().hasWelcome()) {
            throw new LinkBroken("the manager does not begin with a welcome");
        }
        welcome(first.get().getWelcome());
        onWelcome.run();
        reporter.startOver();
        var speaker = Thread.ofVirtual().name("session-speaker").start(this::say);
        try {
            for (var message = session.receive(); message.isPresent(); message = session.receive()) {
                hear(message.get());
            }
        } finally {
            speaker.interrupt();
            over.countDown();
        }
    }

    private void welcome(Welcome welcome) throws LinkBroken {
        if (!welcome.getClusterId().equals(owner.cluster().value())) {
            throw new LinkBroken(
                    "the manager belongs to cluster " + welcome.getClusterId() + ", this node to " + owner.cluster());
        }
        if (welcome.getHeartbeatMillis() > 0) {
            heartbeat = Duration.ofMillis(welcome.getHeartbeatMillis());
        }
        if (welcome.getNow() > 0) {
            ClockSkew.between(greetedAt, Instant.EPOCH.plusNanos(welcome.getNow()), Instant.now())
                    .warning()
                    .ifPresent(LOG::warn);
        }
    }

    private void hear(ManagerMessage message) throws LinkBroken {
        switch (message.getKindCase()) {
            case ASSIGNMENTS -> take(message.getAssignments());
            case ACCEPTED -> {
                reporter.accepted(message.getAccepted().getSequence());
                news.raise();
            }
            case LOGS -> logs.publish(message.getLogs());
            case CANCEL_LOGS -> logs.cancel(message.getCancelLogs().getId());
            case HEARTBEAT -> {}
            case STANDING -> session.told(message.getStanding());
            case WELCOME, KIND_NOT_SET -> throw new LinkBroken("the manager sent what it should not have");
        }
    }

    private void take(Assignments message) throws LinkBroken {
        boolean follows = message.getSequence() == sequence + 1;
        if (!message.getComplete() && (picture.isEmpty() || !follows)) {
            throw new LinkBroken("assignments " + message.getSequence() + " came after " + sequence);
        }
        sequence = message.getSequence();
        try {
            var contents = new TreeMap<ContentKey, Bytes>();
            for (var content : message.getContentsList()) {
                contents.put(
                        PictureCodec.key(content.getKind(), content.getId()),
                        Bytes.of(content.getContent().toByteArray()));
            }
            var next = PictureCodec.fromMessage(message, owner.node(), picture);
            picture = Optional.of(next);
            worker.follow(next, contents, message.getComplete());
            follower.follow(next);
        } catch (DecodeException damaged) {
            throw new LinkBroken("assignments that cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    private void say() {
        try {
            while (true) {
                news.await(heartbeat);
                boolean spoke = sayNews();
                if (isGoodbye()) {
                    // The manager ends the session when it has heard it; to end it here would take back what is on its
                    // way.
                    session.finish();
                    return;
                }
                if (!spoke) {
                    session.send(AgentMessage.newBuilder()
                            .setHeartbeat(Heartbeat.getDefaultInstance())
                            .build());
                }
            }
        } catch (LinkBroken _) {
            // The hearing thread learns it as well, and tells.
            session.close();
        } catch (InterruptedException _) {
            // The session is over.
        }
    }

    private synchronized boolean isGoodbye() {
        return goodbye.isPresent();
    }

    /** Whether there was anything. */
    private boolean sayNews() throws LinkBroken, InterruptedException {
        boolean spoke = false;
        for (var message = next(); message.isPresent(); message = next()) {
            session.send(message.get());
            spoke = true;
            if (message.get().hasGoodbye()) {
                return true;
            }
        }
        return spoke;
    }

    /** The most urgent thing that was not said yet. */
    private synchronized Optional<AgentMessage> next() {
        var message = AgentMessage.newBuilder();
        if (System.nanoTime() - reportedAt > Limits.REPORT_RESEND.toNanos()) {
            reporter.unanswered(reported);
        }
        var batch = reporter.next();
        if (batch.isPresent()) {
            reported = batch.get().sequence();
            reportedAt = System.nanoTime();
            var reports = Reports.newBuilder().setSequence(reported);
            batch.get().reports().forEach((key, status) -> reports.addReports(LocalState.report(key, status)));
            return Optional.of(message.setReports(reports).build());
        }
        if (followed.isPresent() && followed.get().compareTo(told) > 0) {
            told = followed.get();
            return Optional.of(message.setApplied(AppliedRevision.newBuilder().setRevision(told.value()))
                    .build());
        }
        if (description.isPresent() && !description.equals(described)) {
            described = description;
            var node = NodeCodec.toMessage(description.get());
            return Optional.of(message.setDescribed(Described.newBuilder().setDescription(node))
                    .build());
        }
        if (certified.isPresent()) {
            var root = certified.get();
            certified = Optional.empty();
            return Optional.of(
                    message.setCertified(Certified.newBuilder().setRoot(root)).build());
        }
        return goodbye.map(back -> message.setGoodbye(Goodbye.newBuilder().setBackWithinSeconds(back.toSeconds()))
                .build());
    }
}
