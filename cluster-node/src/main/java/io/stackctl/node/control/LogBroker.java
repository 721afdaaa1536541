package io.stackctl.node.control;

import io.grpc.stub.StreamObserver;
import io.stackctl.node.trust.Caller;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.LogLine;
import io.stackctl.wire.proto.PublishLogsReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Brings the log lines of agents to the clients that asked. Each request has a bounded buffer: an agent whose client
 * reads slowly is slowed down through its own stream.
 */
final class LogBroker {
    private static final int CHUNKS_BUFFERED = 64;

    /** What a node's stream brought: lines, or its end, perhaps with a reason. */
    sealed interface Event {
        record Lines(List<LogLine> lines) implements Event {}

        record Ended(Optional<String> problem) implements Event {}
    }

    private final ConcurrentMap<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    /** One client's request. */
    final class Subscription implements AutoCloseable {
        private final String id;
        private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(CHUNKS_BUFFERED);
        private volatile boolean closed;

        private Subscription(String id) {
            this.id = id;
        }

        /** The next event, or empty when there was none for that long. */
        Optional<Event> next(Duration limit) throws InterruptedException {
            return Optional.ofNullable(events.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
        }

        private void offer(Event event) throws InterruptedException {
            // The client reads slowly: the agent waits with us, until the client has gone.
            boolean taken = closed;
            while (!taken) {
                taken = events.offer(event, 1, TimeUnit.SECONDS) || closed;
            }
        }

        @Override
        public void close() {
            closed = true;
            events.clear();
            subscriptions.remove(id, this);
        }
    }

    Subscription subscribe(String id) {
        var subscription = new Subscription(id);
        subscriptions.put(id, subscription);
        return subscription;
    }

    /** A node speaks for itself alone: lines that it says are another's are left out. */
    private static List<LogLine> own(Caller caller, List<LogLine> lines) {
        return switch (caller) {
            case Caller.Local() -> lines;
            case Caller.Member(var node, var _, var _) ->
                lines.stream()
                        .filter(line -> line.getNodeId().equals(node.value()))
                        .toList();
            case Caller.Anonymous(var _) -> List.of();
        };
    }

    /** One node's stream of chunks for one request. */
    StreamObserver<LogChunk> publish(StreamObserver<PublishLogsReply> answers, Caller caller) {
        return new StreamObserver<>() {
            private Optional<Subscription> target = Optional.empty();
            private Optional<String> problem = Optional.empty();

            @Override
            public void onNext(LogChunk chunk) {
                target = Optional.ofNullable(subscriptions.get(chunk.getRequestId()));
                if (!chunk.getError().isEmpty()) {
                    problem = Optional.of(chunk.getError());
                }
                if (target.isEmpty()) {
                    answers.onCompleted();
                } else if (chunk.getLinesCount() > 0) {
                    hand(new Event.Lines(own(caller, chunk.getLinesList())));
                }
            }

            @Override
            public void onError(Throwable cause) {
                problem = problem.or(() -> Optional.of("the node went away"));
                hand(new Event.Ended(problem));
            }

            @Override
            public void onCompleted() {
                hand(new Event.Ended(problem));
                answers.onNext(PublishLogsReply.getDefaultInstance());
                answers.onCompleted();
            }

            private void hand(Event event) {
                try {
                    if (target.isPresent()) {
                        target.get().offer(event);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
