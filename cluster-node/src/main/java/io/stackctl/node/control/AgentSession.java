package io.stackctl.node.control;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.view.AssignedFile;
import io.stackctl.view.NodePicture;
import io.stackctl.view.PictureDelta;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.PictureCodec;
import io.stackctl.wire.proto.Assignments;
import io.stackctl.wire.proto.ContentMessage;
import io.stackctl.wire.proto.Heartbeat;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.ReportsAccepted;
import io.stackctl.wire.proto.Standing;
import io.stackctl.wire.proto.Welcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/*
 * The session tells a node its picture, then what changed in it. It looks at the newest pictures whenever the state
 * moved, so a slow node skips revisions and never falls behind for good.
 *
 * A node acknowledges the revision that its names and load balancers follow. Most revisions change nothing for most
 * nodes: those are not sent. A node that follows all it was told follows them as well, so the session says so in its
 * place.
 */
/** The manager's end of one node's session: one thread that sends, and the acknowledgements that come back. */
final class AgentSession {
    private static final ManagerMessage HEARTBEAT = ManagerMessage.newBuilder()
            .setHeartbeat(Heartbeat.getDefaultInstance())
            .build();

    private final NodeId node;
    private final Predicate<NodeId> votes;
    private final Publisher publisher;
    private final ControlLoop loop;
    private final Outbox<ManagerMessage> outbox;
    private final boolean remote;
    private final OptionalLong term;
    private long sequence;
    private Revision looked = Revision.ZERO;
    private volatile Revision sent = Revision.ZERO;
    private volatile Revision acknowledged = Revision.ZERO;
    private volatile boolean over;
    private volatile long heardAt = System.nanoTime();
    private Optional<Standing> standing = Optional.empty();

    /** {@code remote}: silence may mean that the node is gone, and nobody says so. */
    AgentSession(
            NodeId node,
            Publisher publisher,
            ControlLoop loop,
            Outbox<ManagerMessage> outbox,
            Predicate<NodeId> votes,
            boolean remote) {
        this.votes = votes;
        this.remote = remote;
        this.node = node;
        this.publisher = publisher;
        this.loop = loop;
        this.outbox = outbox;
        this.term = loop.leadership();
    }

    NodeId node() {
        return node;
    }

    /** Sends until the session is over. */
    void run() {
        try {
            if (sendWelcome()) {
                sendPictures();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over = true;
            outbox.fail(
                    Status.UNAVAILABLE.withDescription("the session is over").asException());
        }
    }

    void end() {
        over = true;
    }

    /** The node said something. */
    void heard() {
        heardAt = System.nanoTime();
    }

    /** How long it has said nothing. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    private Duration heartbeat() {
        var fifth = publisher.state().settings().nodeDownAfter().dividedBy(Limits.HEARTBEATS_OF_DOWN_TIME);
        return fifth.compareTo(Limits.HEARTBEAT) < 0 ? fifth : Limits.HEARTBEAT;
    }

    private boolean lost() {
        return remote && silence().compareTo(heartbeat().multipliedBy(Limits.HEARTBEATS_MISSED)) > 0;
    }

    /** The node's names and load balancers follow that revision. */
    void applied(Revision revision) throws InterruptedException {
        acknowledged = revision;
        loop.tell(new Message.Followed(node, revision.equals(sent) ? newest(revision) : revision));
    }

    private Revision newest(Revision revision) {
        return looked.compareTo(revision) > 0 ? looked : revision;
    }

    /** Tells the node that its reports up to that number are in the state. */
    void accept(long reports) throws InterruptedException {
        outbox.send(
                ManagerMessage.newBuilder()
                        .setAccepted(ReportsAccepted.newBuilder().setSequence(reports))
                        .build(),
                Limits.SEND_WAIT);
    }

    boolean send(ManagerMessage message) throws InterruptedException {
        return outbox.send(message, Limits.SEND_WAIT);
    }

    private boolean sendWelcome() throws InterruptedException {
        var cluster = publisher.state().settings().id();
        return outbox.send(
                ManagerMessage.newBuilder()
                        .setWelcome(Welcome.newBuilder()
                                .setClusterId(cluster.map(id -> id.value()).orElse(""))
                                .setHeartbeatMillis(heartbeat().toMillis())
                                .setNow(Nanos.of(Instant.now())))
                        .build(),
                Limits.SEND_WAIT);
    }

    /** What a leader knows of a node it has heard in its own term: in another one, its own too, the node greets anew. */
    private boolean leads() {
        return term.isPresent() && term.equals(loop.leadership());
    }

    private void sendPictures() throws InterruptedException {
        Optional<NodePicture> told = Optional.empty();
        while (!over && !outbox.over() && !publisher.closed() && leads() && !lost()) {
            var pictures = publisher.after(looked, heartbeat());
            if (!sendStanding(pictures.state())) {
                return;
            }
            if (pictures.state().revision().equals(looked)) {
                outbox.send(HEARTBEAT, Limits.SEND_WAIT);
                continue;
            }
            var picture = pictures.picture(node);
            looked = picture.revision();
            var delta = told.map(before -> PictureDelta.between(before, picture));
            if (delta.isPresent() && delta.get().isEmpty()) {
                if (acknowledged.equals(sent)) {
                    loop.tell(new Message.Followed(node, looked));
                }
                continue;
            }
            var message = delta.map(PictureCodec::toMessage).orElseGet(() -> PictureCodec.toMessage(picture));
            var contents = contentsOf(Optional.of(picture));
            contents.removeAll(contentsOf(told));
            sent = picture.revision();
            if (!send(message, contents, pictures.state())) {
                return;
            }
            told = Optional.of(picture);
        }
    }

    private boolean sendStanding(ClusterState state) throws InterruptedException {
        var self = state.nodes().get(node);
        if (self.isEmpty()) {
            return false;
        }
        var now = Standing.newBuilder()
                .setRole(NodeCodec.toMessage(role(self.get())))
                .setAddress(self.get().status().address())
                .addAllManagers(Certificates.managers(state));
        state.trust().ifPresent(trust -> now.setRoot(trust.believed()).setIssuer(trust.issuingRoot()));
        if (standing.equals(Optional.of(now.build()))) {
            return true;
        }
        standing = Optional.of(now.build());
        return outbox.send(ManagerMessage.newBuilder().setStanding(now).build(), Limits.SEND_WAIT);
    }

    /** A manager stays one until it is out of the voters: without its vote they might not have the majority for that. */
    private Node.Role role(Node self) {
        return votes.test(node) ? Node.Role.MANAGER : self.role();
    }

    private boolean send(Assignments.Builder message, Collection<AssignedFile.ContentKey> contents, ClusterState state)
            throws InterruptedException {
        addContents(message, contents, state);
        message.setSequence(++sequence).setRevision(looked.value());
        return outbox.send(ManagerMessage.newBuilder().setAssignments(message).build(), Limits.SEND_WAIT);
    }

    /** What the tasks of a picture need. A node forgets what its picture no longer names, and is told it again. */
    private static SortedSet<AssignedFile.ContentKey> contentsOf(Optional<NodePicture> picture) {
        var keys = new TreeSet<AssignedFile.ContentKey>();
        picture.ifPresent(named ->
                named.tasks().values().forEach(task -> task.files().forEach(file -> keys.add(file.content()))));
        return keys;
    }

    private static void addContents(
            Assignments.Builder message, Collection<AssignedFile.ContentKey> keys, ClusterState state) {
        var contents = new Contents(state);
        for (var key : keys) {
            contents.of(key)
                    .ifPresent(bytes -> message.addContents(ContentMessage.newBuilder()
                            .setKind(PictureCodec.kind(key.kind()))
                            .setId(key.id())
                            .setContent(ByteString.copyFrom(bytes))));
        }
    }
}
