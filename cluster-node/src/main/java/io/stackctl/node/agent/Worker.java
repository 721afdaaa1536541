package io.stackctl.node.agent;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskKey;
import io.stackctl.node.Limits;
import io.stackctl.node.agent.Inbox.Orders;
import io.stackctl.node.docker.ContainerRuntime;
import io.stackctl.node.docker.Images;
import io.stackctl.node.docker.Labels;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.docker.RegistryLogins;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.SecretFiles;
import io.stackctl.spec.Immutable;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.NodePicture;
import io.stackctl.view.TaskAssignment;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/**
 * Runs what the node's picture holds: one runner for each task of it, networks and files for them, and an end for what is
 * no longer in it. Containers outlive the worker; the next one finds them again.
 */
public final class Worker implements AutoCloseable {
    private final NodeTools tools;
    private final Sweeper sweeper;
    private final EngineWatch watch;
    /** Runners by task, also those that have done their last step while the picture still names the task. */
    private final Map<TaskKey, Running> runners = new TreeMap<>();
    /** Tasks whose runner has done its last step. */
    private final Set<TaskKey> finished = new HashSet<>();

    /** For events, which name tasks alone. */
    private final Map<String, TaskKey> byTask = new HashMap<>();

    private Revision newest = Revision.ZERO;
    private boolean started;
    private boolean closed;

    private record Running(TaskRunner runner, Thread thread) {}

    /** A worker on an engine; {@code files} and {@code reporter} may be shared with an earlier one of this process. */
    public static Worker on(
            Owner owner,
            ContainerRuntime runtime,
            RegistryLogins logins,
            SecretFiles files,
            PortProbe ports,
            Reporter reporter,
            InstantSource clock) {
        return new Worker(new NodeTools(
                owner,
                runtime,
                new Images(runtime, logins),
                files,
                new Networks(runtime),
                new Publications(ports),
                new Contents(),
                reporter,
                clock,
                NodeTools.Retry.USUAL,
                new Semaphore(Limits.STARTS_IN_FLIGHT, true),
                Files::exists));
    }

    Worker(NodeTools tools) {
        this.tools = tools;
        this.sweeper = new Sweeper(tools, this::known);
        this.watch = new EngineWatch(tools, this::look, this::lookAtAll);
    }

    /** Begins to hear what happens at the engine; once is enough. */
    public synchronized void start() {
        if (!started) {
            started = true;
            watch.start();
            sweeper.start();
        }
    }

    /**
     * Takes up the tasks of a picture that was kept on disk: their containers are watched, ended ones reported. Nothing
     * is made, started or removed before {@link #follow} brings a picture of a manager.
     */
    public synchronized void resume(NodePicture picture, Map<TaskKey, Status> recorded) {
        newest = picture.revision();
        take(picture, recorded, false);
    }

    /**
     * Does what the picture says from now on; returns at once.
     *
     * @param arrived contents that came with it; earlier ones are remembered while a task names them
     * @param complete the manager told everything, not only what changed; then whatever of ours the picture does not
     *     name is removed, unless the picture is older than one that was followed before
     */
    public synchronized void follow(NodePicture picture, Map<ContentKey, Bytes> arrived, boolean complete) {
        tools.contents().follow(picture, arrived);
        take(picture, Immutable.emptyMap(), true);
        if (complete && picture.revision().compareTo(newest) >= 0) {
            sweeper.allow();
        }
        if (picture.revision().compareTo(newest) > 0) {
            newest = picture.revision();
        }
        sweeper.sweepSoon();
    }

    /** Makes the networks of the latest picture that are not there. */
    public void ensureNetworks() throws RuntimeFailure {
        tools.networks().ensureAll();
    }

    private void take(NodePicture picture, Map<TaskKey, Status> recorded, boolean confirmed) {
        if (closed) {
            return;
        }
        tools.networks().want(picture.networks());
        tools.publications().want(picture.frontends());
        for (var task : picture.tasks().values()) {
            var running = runners.get(task.key());
            if (running == null) {
                start(task, Optional.ofNullable(recorded.get(task.key())), confirmed);
            } else {
                running.runner().follow(new Orders(task, confirmed, false));
            }
        }
        for (var entry : new TreeMap<>(runners).entrySet()) {
            if (!picture.tasks().containsKey(entry.getKey())) {
                leave(entry.getKey(), entry.getValue());
            }
        }
    }

    private void start(TaskAssignment task, Optional<Status> recorded, boolean confirmed) {
        var key = task.key();
        var runner = new TaskRunner(tools, new Orders(task, confirmed, false), recorded, () -> removed(key));
        var thread = Thread.ofVirtual().name("task-" + key.task()).unstarted(runner);
        runners.put(key, new Running(runner, thread));
        byTask.put(key.task().value(), key);
        thread.start();
    }

    /** Managers have forgotten the task. */
    private void leave(TaskKey key, Running running) {
        var runner = running.runner();
        runner.follow(new Orders(runner.orders().assignment(), true, true));
        tools.reporter().forget(key);
        if (finished.contains(key)) {
            drop(key);
        }
    }

    /** On the runner's thread, as its last act: container and files are gone. */
    private synchronized void removed(TaskKey key) {
        finished.add(key);
        var running = runners.get(key);
        if (running != null && running.runner().orders().gone()) {
            drop(key);
        }
        sweeper.sweepSoon();
    }

    private void drop(TaskKey key) {
        runners.remove(key);
        finished.remove(key);
        byTask.remove(key.task().value());
        tools.reporter().forget(key);
    }

    private synchronized void look(String task) {
        Optional.ofNullable(byTask.get(task))
                .map(runners::get)
                .ifPresent(running -> running.runner().look());
    }

    private synchronized void lookAtAll() {
        runners.values().forEach(running -> running.runner().look());
    }

    private synchronized SortedSet<String> known() {
        return new TreeSet<>(byTask.keySet());
    }

    /** The name of the task's container, when the task is in the picture. */
    synchronized Optional<NamedContainer> container(String task) {
        return Optional.ofNullable(byTask.get(task))
                .map(runners::get)
                .map(running -> running.runner().orders().assignment())
                .map(assignment -> new NamedContainer(assignment.key(), Labels.containerName(assignment)));
    }

    /** A task and the name that its container has or will have. */
    record NamedContainer(TaskKey task, String name) {}

    /** Calls back, on some thread, when the engine begins or ceases to answer. */
    public void onEngineChange(Runnable callback) {
        watch.onChange(callback);
    }

    /** Ends the threads, so that a later worker of this process meets none of them; containers live on. */
    @Override
    public void close() {
        List<Thread> threads;
        synchronized (this) {
            closed = true;
            threads = runners.values().stream().map(Running::thread).toList();
        }
        watch.close();
        Threads.end(threads, Limits.CLOSE_WAIT);
        sweeper.close();
    }
}
