package io.stackctl.node.agent;

import com.google.protobuf.ByteString;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.Limits;
import io.stackctl.node.agent.ManagerLink.LinkBroken;
import io.stackctl.node.agent.ManagerLink.LogSink;
import io.stackctl.node.docker.ContainerRuntime;
import io.stackctl.node.docker.ContainerRuntime.LogFrame;
import io.stackctl.node.docker.ContainerRuntime.LogQuery;
import io.stackctl.node.docker.ContainerRuntime.LogStream;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.LogLine;
import io.stackctl.wire.proto.LogRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the output of containers to the managers that asked. A request has one thread for each of its tasks, and a
 * bounded queue: a reader that is slow slows the reading of the engine, and costs nothing else.
 */
final class TaskLogs {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLogs.class);

    private final NodeId node;
    private final ManagerLink link;
    private final Worker worker;
    private final ContainerRuntime runtime;
    private final Map<String, Publication> publications = new ConcurrentHashMap<>();

    TaskLogs(NodeId node, ManagerLink link, Worker worker, ContainerRuntime runtime) {
        this.node = node;
        this.link = link;
        this.worker = worker;
        this.runtime = runtime;
    }

    /** Begins to send what the request asks for; returns at once. */
    void publish(LogRequest request) {
        var publication = new Publication(request);
        var before = publications.put(request.getId(), publication);
        if (before != null) {
            before.cancel();
        }
        publication.thread.start();
    }

    void cancel(String id) {
        var publication = publications.get(id);
        if (publication != null) {
            publication.cancel();
        }
    }

    void cancelAll() {
        publications.values().forEach(Publication::cancel);
    }

    private final class Publication {
        private final LogRequest request;
        private final Thread thread;
        private final BlockingQueue<LogLine> lines = new ArrayBlockingQueue<>(Limits.LOG_LINES_WAITING);
        private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
        private final List<Thread> readers = new ArrayList<>();
        private final AtomicInteger reading = new AtomicInteger();

        Publication(LogRequest request) {
            this.request = request;
            this.thread = Thread.ofVirtual().name("logs-" + request.getId()).unstarted(this::run);
        }

        void cancel() {
            thread.interrupt();
        }

        private void run() {
            try {
                if (publications.size() > Limits.LOG_REQUESTS) {
                    errors.add("node " + node + " serves " + Limits.LOG_REQUESTS + " log requests already");
                } else {
                    request.getTaskIdsList().forEach(this::startReader);
                }
                try (var sink = link.publishLogs()) {
                    send(sink);
                    sink.finish();
                }
            } catch (LinkBroken broken) {
                LOG.info("the lines of a log request were not taken: {}", broken.getMessage());
            } catch (InterruptedException _) {
                // Nobody wants them any more.
            } finally {
                readers.forEach(Thread::interrupt);
                publications.remove(request.getId(), this);
            }
        }

        /** Sends lines together that are there together. The last chunk tells what could not be had. */
        private void send(LogSink sink) throws LinkBroken, InterruptedException {
            boolean ended = false;
            while (!ended) {
                ended = reading.get() == 0;
                var together = new ArrayList<LogLine>();
                var first = Optional.ofNullable(
                        ended ? lines.poll() : lines.poll(Limits.LOG_POLL.toMillis(), TimeUnit.MILLISECONDS));
                first.ifPresent(together::add);
                lines.drainTo(together, Limits.LOG_LINES_OF_CHUNK - 1);
                if (!together.isEmpty()) {
                    ended = false;
                    if (!sink.send(chunk().addAllLines(together).build())) {
                        return;
                    }
                }
            }
            var _ = sink.send(chunk().setError(String.join("; ", errors)).build());
        }

        private LogChunk.Builder chunk() {
            return LogChunk.newBuilder().setRequestId(request.getId());
        }

        private void startReader(String task) {
            reading.incrementAndGet();
            readers.add(Thread.ofVirtual().name("log-" + task).start(() -> {
                try {
                    read(task);
                } finally {
                    reading.decrementAndGet();
                }
            }));
        }

        private void read(String task) {
            var container = worker.container(task);
            if (container.isEmpty()) {
                errors.add("task " + task + " is not on node " + node);
                return;
            }
            try (var frames = runtime.logs(container.get().name(), query())) {
                copy(frames, container.get());
            } catch (RuntimeFailure failure) {
                if (!Thread.currentThread().isInterrupted()) {
                    errors.add("task " + task + ": " + failure.text());
                }
            } catch (InterruptedException _) {
                // Nobody wants them any more.
            }
        }

        private void copy(LogStream frames, Worker.NamedContainer container)
                throws RuntimeFailure, InterruptedException {
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                lines.put(line(container, frame.get()));
            }
        }

        private LogLine line(Worker.NamedContainer container, LogFrame frame) {
            return LogLine.newBuilder()
                    .setTaskId(container.task().task().value())
                    .setServiceId(container.task().service().value())
                    .setNodeId(node.value())
                    .setNanos(frame.nanos())
                    .setStderr(frame.stderr())
                    .setText(ByteString.copyFrom(frame.text().toArray()))
                    .build();
        }

        private LogQuery query() {
            var options = request.getOptions();
            boolean both = !options.getStdout() && !options.getStderr();
            return new LogQuery(
                    options.getFollow(),
                    options.getSince(),
                    options.getUntil(),
                    options.getTail(),
                    both || options.getStdout(),
                    both || options.getStderr());
        }
    }
}
