package io.stackctl.node.agent;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.FakeRuntime;
import io.stackctl.fixtures.FolderMount;
import io.stackctl.fixtures.PictureBuilder;
import io.stackctl.node.Limits;
import io.stackctl.node.docker.Images;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.docker.RegistryLogins;
import io.stackctl.node.docker.SecretFiles;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.NodePicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A worker on a fake engine. The worker may die and come back; engine and files stay. */
final class Bench implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);
    static final NodeId NODE = new NodeId("node-1");
    static final Owner OWNER = new Owner(new ClusterId("cluster-1"), NODE);

    final FakeRuntime engine;
    /** Ports that another process has, and what is said of it. */
    final Map<Integer, String> takenPorts = new ConcurrentHashMap<>();

    final Set<Path> missingPaths = ConcurrentHashMap.newKeySet();
    final SecretFiles files;
    Reporter reporter = new Reporter();
    Worker worker;

    private final Owner owner;

    Bench(Path folder) {
        this(folder, OWNER);
    }

    Bench(Path folder, Owner owner) {
        this.owner = owner;
        this.engine = new FakeRuntime(owner);
        try {
            files = SecretFiles.at(folder, new FolderMount());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        engine.addImage("app:1");
        worker = startWorker();
    }

    private Worker startWorker() {
        var worker = new Worker(tools());
        worker.start();
        return worker;
    }

    NodeTools tools() {
        return new NodeTools(
                owner,
                engine,
                new Images(engine, RegistryLogins.NONE),
                files,
                new Networks(engine),
                new Publications(frontend -> Optional.ofNullable(takenPorts.get(frontend.port()))),
                new Contents(),
                reporter,
                () -> Instant.EPOCH,
                new NodeTools.Retry(3, Duration.ofMillis(1), Duration.ofMillis(5)),
                new Semaphore(Limits.STARTS_IN_FLIGHT),
                path -> !missingPaths.contains(path));
    }

    /** The daemon dies and starts again, with nothing in memory. */
    void restartWorker() {
        worker.close();
        reporter = new Reporter();
        worker = startWorker();
    }

    static PictureBuilder picture(long revision) {
        return PictureBuilder.picture(NODE, revision);
    }

    void follow(PictureBuilder picture) {
        follow(picture.build(), Map.of());
    }

    void follow(NodePicture picture, Map<ContentKey, Bytes> contents) {
        worker.follow(picture, contents, true);
    }

    static TaskKey key(String task) {
        return new TaskKey(new ServiceId("id-of-web"), new TaskId(task));
    }

    Optional<Status> status(String task) {
        return Optional.ofNullable(reporter.statuses().get(key(task)));
    }

    /** Waits until the task reports the phase. */
    Status await(String task, Phase phase) {
        return Await.value(task + " is " + phase, LIMIT, () -> status(task).filter(status -> status.phase() == phase));
    }

    Status awaitMessage(String task, String part) {
        return Await.value(
                task + " says " + part,
                LIMIT,
                () -> status(task).filter(status -> status.message().contains(part)));
    }

    void awaitGone(String task) {
        Await.until(task + " has no container", LIMIT, () -> engine.of(task).isEmpty());
    }

    @Override
    public void close() {
        worker.close();
    }
}
