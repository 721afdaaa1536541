package io.stackctl.node.agent;

import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskKey;
import io.stackctl.node.Limits;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.view.NodePicture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings names and ports of the node up to the latest picture, keeps it on disk, and says which revision is followed.
 * What fails is tried again until it works or a newer picture takes its place.
 */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** Nothing to do but to wait for news. */
    private static final Duration IDLE = Duration.ofHours(1);

    private final Worker worker;
    private final Reporter reporter;
    private final DataPlane plane;
    private final LocalState disk;
    private final Consumer<Revision> onFollowed;
    private final News news = new News();
    private final Thread thread;
    private volatile Optional<NodePicture> latest = Optional.empty();
    private Optional<NodePicture> keptPicture = Optional.empty();
    private Map<TaskKey, Status> keptStatuses = Map.of();
    private long keptAt;

    Follower(Worker worker, Reporter reporter, DataPlane plane, LocalState disk, Consumer<Revision> onFollowed) {
        this.worker = worker;
        this.reporter = reporter;
        this.plane = plane;
        this.disk = disk;
        this.onFollowed = onFollowed;
        this.thread = Thread.ofVirtual().name("follower").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void follow(NodePicture picture) {
        latest = Optional.of(picture);
        news.raise();
    }

    /** A task's status changed: it is kept with the picture. */
    void statusChanged() {
        news.raise();
    }

    private void run() {
        var followed = Optional.<NodePicture>empty();
        var pauses = new Pauses(Limits.ENGINE_RETRY_FIRST, Limits.ENGINE_RETRY_LONGEST);
        var wait = IDLE;
        try {
            while (true) {
                news.await(wait);
                var picture = latest;
                if (picture.isEmpty()) {
                    continue;
                }
                wait = keep(picture.get()) ? IDLE : Limits.KEEP_STATUSES_EVERY;
                if (picture.equals(followed)) {
                    continue;
                }
                if (serve(picture.get(), pauses)) {
                    followed = picture;
                    pauses.reset();
                } else {
                    wait = pauses.next();
                }
            }
        } catch (InterruptedException _) {
            // The daemon stops.
        }
    }

    /**
     * A new picture is written before it is served; statuses come in bursts, and are written together. False when there
     * is something left to write.
     */
    private boolean keep(NodePicture picture) {
        var statuses = reporter.statuses();
        boolean newPicture = !picture.equals(keptPicture.orElse(null));
        if (!newPicture && statuses.equals(keptStatuses)) {
            return true;
        }
        if (!newPicture && System.nanoTime() - keptAt < Limits.KEEP_STATUSES_EVERY.toNanos()) {
            return false;
        }
        keptAt = System.nanoTime();
        try {
            disk.write(picture, statuses);
            keptPicture = Optional.of(picture);
            keptStatuses = statuses;
            return true;
        } catch (IOException failure) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("cannot keep the node's tasks on disk: {}", failure.toString());
            }
            return false;
        }
    }

    /**
     * False when there is something left to do. A bridge that cannot be made keeps nobody waiting for this node, for no
     * container can be on it yet; its name server follows when it is there.
     */
    private boolean serve(NodePicture picture, Pauses pauses) throws InterruptedException {
        var trouble = Optional.<String>empty();
        try {
            worker.ensureNetworks();
        } catch (RuntimeFailure failure) {
            trouble = Optional.of(failure.text());
        }
        try {
            plane.follow(picture);
            onFollowed.accept(picture.revision());
        } catch (IOException failure) {
            trouble = Optional.of(failure.toString());
        }
        if (trouble.isPresent() && pauses.tries() == 0) {
            LOG.warn("names or ports do not follow revision {} yet: {}", picture.revision(), trouble.get());
        }
        return trouble.isEmpty();
    }

    /** When this returns, nothing is written to the disk any more. */
    @Override
    public void close() {
        Threads.end(List.of(thread), Limits.CLOSE_WAIT);
    }
}
