package io.stackctl.node.agent;

import io.stackctl.node.Limits;
import io.stackctl.node.docker.ContainerRuntime.EventStream;
import io.stackctl.node.docker.RuntimeFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what happens to our containers. Each time the stream of events is opened anew, everything is looked at once: so
 * what happened while it was down is found as well.
 */
final class EngineWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    private final NodeTools tools;
    private final Consumer<String> changed;
    private final Runnable opened;
    private final Thread thread;
    private volatile Runnable onChange = () -> {};
    private volatile Optional<EventStream> stream = Optional.empty();

    /** {@code changed}: called with the task of each event; {@code opened}: called when anything may have changed. */
    EngineWatch(NodeTools tools, Consumer<String> changed, Runnable opened) {
        this.tools = tools;
        this.changed = changed;
        this.opened = opened;
        this.thread = Thread.ofVirtual().name("engine-watch").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void onChange(Runnable callback) {
        onChange = callback;
    }

    private void run() {
        var pauses = tools.retry().pauses();
        boolean connected = false;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (var events = tools.runtime().events()) {
                    stream = Optional.of(events);
                    pauses.reset();
                    connected = true;
                    tools.networks().doubt();
                    opened.run();
                    onChange.run();
                    listen(events);
                } catch (RuntimeFailure failure) {
                    if (connected && !Thread.currentThread().isInterrupted()) {
                        LOG.warn("{}; containers run on, tasks wait", failure.text());
                    }
                }
                if (connected) {
                    connected = false;
                    onChange.run();
                }
                TimeUnit.NANOSECONDS.sleep(pauses.next().toNanos());
            }
        } catch (InterruptedException _) {
            // The daemon stops.
        }
    }

    private void listen(EventStream events) throws RuntimeFailure {
        while (true) {
            var event = events.next();
            if (event.isEmpty()) {
                return;
            }
            changed.accept(event.get().task());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        stream.ifPresent(EventStream::close);
        Threads.end(List.of(thread), Limits.CLOSE_WAIT);
    }
}
