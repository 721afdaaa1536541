package io.stackctl.node.agent;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.node.agent.ManagerLink.LinkBroken;
import io.stackctl.node.docker.ContainerRuntime;
import io.stackctl.node.docker.Owner;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's side of its session with the managers: says what the node is and what became of its tasks, hears what the
 * node shall do. Without a manager the node goes on as it was last told; sessions are opened anew for ever.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final Settings settings;
    private final ManagerLink link;
    private final Worker worker;
    private final Reporter reporter;
    private final LocalState disk;
    private final NodeDescriber describer;
    private final TaskLogs logs;
    private final Follower follower;
    private final News redescribe = new News();
    private final Thread sessions;
    private final Thread descriptions;
    private volatile Optional<AgentSession> current = Optional.empty();
    /** The newest revision that was kept on disk, before this life of the daemon. */
    private volatile Revision known = Revision.ZERO;

    private volatile Revision followed = Revision.ZERO;
    private volatile Optional<Node.Description> description = Optional.empty();
    private volatile boolean closed;

    /**
     * Who this node is.
     *
     * @param incarnation counts the disks that it had
     * @param formats the highest log format that the daemon reads
     * @param address where others reach the node, HOST:PORT; without a host as the manager sees it, empty to leave it
     */
    public record Settings(Owner owner, int incarnation, int formats, String address) {}

    /** {@code worker} and {@code reporter} belong together; the agent closes nothing that it is given. */
    public Agent(
            Settings settings,
            ManagerLink link,
            Worker worker,
            Reporter reporter,
            ContainerRuntime runtime,
            DataPlane plane,
            LocalState disk) {
        this.settings = settings;
        this.link = link;
        this.worker = worker;
        this.reporter = reporter;
        this.disk = disk;
        this.describer = new NodeDescriber(runtime, settings.formats());
        this.logs = new TaskLogs(settings.owner().node(), link, worker, runtime);
        this.follower = new Follower(worker, reporter, plane, disk, this::followed);
        this.sessions = Thread.ofVirtual().name("sessions").unstarted(this::keepSession);
        this.descriptions = Thread.ofVirtual().name("descriptions").unstarted(this::keepDescribing);
    }

    /**
     * Serves what was kept on disk, then looks for a manager.
     *
     * @throws IOException what was kept cannot be read
     */
    public void start() throws IOException {
        var kept = disk.read(settings.owner().node());
        reporter.onNews(this::newsOfTasks);
        worker.onEngineChange(redescribe::raise);
        kept.ifPresent(last -> {
            known = last.picture().revision();
            worker.resume(last.picture(), last.statuses());
            follower.follow(last.picture());
        });
        worker.start();
        follower.start();
        descriptions.start();
        sessions.start();
    }

    /** The revision that the node's names and ports follow. */
    public Revision followedRevision() {
        return followed;
    }

    /** The node's certificate leads to the root of that digest, and the node believes it. */
    public void certified(String root) {
        current.ifPresent(session -> session.certified(root));
    }

    private void newsOfTasks() {
        follower.statusChanged();
        current.ifPresent(AgentSession::speak);
    }

    private void followed(Revision revision) {
        followed = revision;
        current.ifPresent(session -> session.followed(revision));
    }

    private void keepDescribing() {
        try {
            while (true) {
                var now = Optional.of(describer.describe());
                if (!now.equals(description)) {
                    description = now;
                    current.ifPresent(session -> session.described(now.get()));
                }
                redescribe.await(Limits.DESCRIBE_EVERY);
            }
        } catch (InterruptedException _) {
            // The daemon stops.
        }
    }

    private void keepSession() {
        var pauses = new Pauses(Limits.RECONNECT_FIRST, Limits.RECONNECT_LONGEST);
        try {
            while (!closed) {
                var trouble = session(pauses);
                if (closed) {
                    return;
                }
                if (pauses.tries() == 0) {
                    LOG.warn("no session with a manager: {}; the node goes on as it was told", trouble);
                }
                TimeUnit.NANOSECONDS.sleep(jittered(pauses.next()).toNanos());
            }
        } catch (InterruptedException _) {
            // The daemon stops.
        }
    }

    /** Holds one session until it ends; what ended it. */
    private String session(Pauses pauses) throws InterruptedException {
        try (var open = link.open()) {
            var session = new AgentSession(settings.owner(), open, worker, reporter, follower, logs);
            session.hello(
                    settings.incarnation(),
                    settings.address(),
                    description(),
                    followed.compareTo(known) > 0 ? followed : known);
            current = Optional.of(session);
            // What changed between the greeting and now is told as well.
            session.followed(followed);
            session.described(description());
            session.run(pauses::reset);
            return "the manager ended it";
        } catch (LinkBroken broken) {
            return String.valueOf(broken.getMessage());
        } finally {
            current = Optional.empty();
            logs.cancelAll();
        }
    }

    private Node.Description description() {
        return description.orElseGet(describer::describe);
    }

    /** Nodes that lost the same manager do not come back all at once. */
    private static Duration jittered(Duration pause) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos() + 1));
    }

    /** Says goodbye: the daemon stops on purpose, its containers live on, and it will be back. */
    @Override
    public void close() {
        end(Limits.GOODBYE_GRACE);
    }

    /** Says goodbye for good: the node leaves the cluster. */
    public void leave() {
        end(Duration.ZERO);
    }

    private void end(Duration back) {
        closed = true;
        current.ifPresent(session -> session.goodbye(back));
        sessions.interrupt();
        descriptions.interrupt();
        follower.close();
        logs.cancelAll();
    }
}
