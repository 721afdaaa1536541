package io.stackctl.node.agent;

import io.stackctl.node.Limits;
import io.stackctl.node.docker.ContainerRuntime.OwnContainer;
import io.stackctl.node.docker.RuntimeFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is ours and belongs to no task that managers know: containers, networks, files. Does nothing before it
 * was allowed to, which takes a complete and up-to-date picture: after a restore, what looks strange may be the data of
 * a user.
 */
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final NodeTools tools;
    private final Supplier<SortedSet<String>> known;
    private final Thread thread;
    private boolean allowed;
    private boolean asked;

    /** {@code known}: ids of the tasks that have a runner. */
    Sweeper(NodeTools tools, Supplier<SortedSet<String>> known) {
        this.tools = tools;
        this.known = known;
        this.thread = Thread.ofVirtual().name("sweeper").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    synchronized void allow() {
        allowed = true;
    }

    synchronized void sweepSoon() {
        asked = true;
        notifyAll();
    }

    private void run() {
        var pauses = tools.retry().pauses();
        try {
            while (true) {
                awaitRequest();
                try {
                    sweep();
                    pauses.reset();
                } catch (RuntimeFailure | IOException failure) {
                    if (pauses.tries() == 0) {
                        LOG.warn("cannot tidy up yet: {}", failure.getMessage());
                    }
                    TimeUnit.NANOSECONDS.sleep(pauses.next().toNanos());
                    sweepSoon();
                }
            }
        } catch (InterruptedException _) {
            // The daemon stops.
        }
    }

    private synchronized void awaitRequest() throws InterruptedException {
        goOnUnlessClosed();
        while (!asked || !allowed) {
            wait();
        }
        asked = false;
    }

    private void sweep() throws RuntimeFailure, IOException, InterruptedException {
        // Containers are listed before tasks are asked for: what a runner makes in between is known by then.
        var containers = tools.runtime().containers();
        var tasks = known.get();
        goOnUnlessClosed();
        var strangers = containers.stream()
                .filter(container -> !tasks.contains(container.task()))
                .toList();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = new ArrayList<Future<?>>();
            for (var stranger : strangers) {
                ends.add(executor.submit(() -> end(stranger)));
            }
            for (var end : ends) {
                finish(end);
            }
        }
        for (var task : tools.files().tasks()) {
            if (!known.get().contains(task)) {
                tools.files().remove(task);
            }
        }
        tools.networks().sweep();
    }

    /** A call of the engine outlasts an interrupt; what a later worker has made since is a stranger to this one. */
    private static void goOnUnlessClosed() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Void end(OwnContainer stranger) throws RuntimeFailure {
        LOG.info("removing container {}: no manager knows its task", stranger.name());
        if (stranger.running()) {
            tools.runtime().stop(stranger.container(), Limits.STRANGER_GRACE);
        }
        tools.runtime().remove(stranger.container());
        return null;
    }

    private static void finish(Future<?> end) throws RuntimeFailure, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeFailure ofEngine) {
                throw ofEngine;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Nothing is removed any more once this has returned, unless the engine takes longer than it is waited for. */
    @Override
    public void close() {
        Threads.end(List.of(thread), Limits.CLOSE_WAIT);
    }
}
