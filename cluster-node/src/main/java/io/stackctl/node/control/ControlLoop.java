package io.stackctl.node.control;

import io.stackctl.cluster.Ids;
import io.stackctl.node.Limits;
import io.stackctl.node.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The one writer of the cluster's state. Everything that happens comes as a message into one bounded queue; a thread
 * takes what waits, a turn at a time, while this manager leads. While it does not, requests are answered so, and the
 * rest is dropped: agents say it again to whoever leads next.
 */
public final class ControlLoop implements AutoCloseable {
    private final Store store;
    private final Ids ids;
    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Supplier<TickSource> reconcilers;
    private final Consumer<Throwable> fatal;
    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(Limits.CONTROL_QUEUE);
    private final Thread thread;
    private volatile CompletableFuture<Void> elected = new CompletableFuture<>();
    private volatile OptionalLong term = OptionalLong.empty();
    private volatile boolean closed;

    /**
     * @param reconcilers makes one for each leadership
     * @param fatal hears of a fault of ours; the process must end
     */
    ControlLoop(
            Store store,
            Ids ids,
            InstantSource wall,
            LongSupplier nanos,
            Supplier<TickSource> reconcilers,
            Consumer<Throwable> fatal) {
        this.store = store;
        this.ids = ids;
        this.wall = wall;
        this.nanos = nanos;
        this.reconcilers = reconcilers;
        this.fatal = fatal;
        this.thread = Thread.ofPlatform().name("control-loop").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether this manager leads, as far as it knows. */
    public boolean leading() {
        return term.isPresent();
    }

    /** The term in which this manager leads; empty while it does not, as far as it knows. */
    OptionalLong leadership() {
        return term;
    }

    /** Waits until this manager leads. */
    public boolean awaitLeading(Duration limit) throws InterruptedException {
        try {
            elected.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return leading();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an election is never exceptional", e);
        }
        return leading();
    }

    /** Hands a request in and waits for a place in the queue; the outcome comes when its turn was applied. */
    public <T> CompletableFuture<Outcome<T>> ask(Request<T> request) throws InterruptedException {
        var outcome = new CompletableFuture<Outcome<T>>();
        if (closed
                || !queue.offer(
                        new Message.Ask<>(request, outcome), Limits.QUEUE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            outcome.complete(new Outcome.NotLeader<>());
        }
        return outcome;
    }

    /** Hands a message in and waits for a place in the queue. */
    void tell(Message message) throws InterruptedException {
        queue.put(message);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            // A daemon whose agent could not start ends before its loop has begun.
            if (thread.getState() != Thread.State.NEW) {
                thread.join(Limits.CLOSE_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drain().forEach(ControlLoop::turnAway);
    }

    private void run() {
        try {
            while (!closed) {
                followUntilElected().ifPresent(this::lead);
            }
        } catch (RuntimeException | Error e) {
            term = OptionalLong.empty();
            fatal.accept(e);
        }
    }

    private Optional<Message.LeaderStarted> followUntilElected() {
        while (!closed) {
            try {
                switch (queue.take()) {
                    case Message.LeaderStarted started -> {
                        return Optional.of(started);
                    }
                    case Message other -> turnAway(other);
                }
            } catch (InterruptedException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void lead(Message.LeaderStarted started) {
        var clock = LeaderClock.startingAt(store.state().at(), wall, nanos);
        var leadership = new Leadership(store, started.term(), clock, reconcilers.get(), ids);
        term = OptionalLong.of(started.term());
        elected.complete(null);
        try {
            turns(leadership, started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            elected = new CompletableFuture<>();
            term = OptionalLong.empty();
        }
        if (Thread.interrupted()) {
            closed = true;
        }
    }

    private void turns(Leadership leadership, Message.LeaderStarted started) throws InterruptedException {
        Optional<Instant> wakeAt = Optional.of(leadership.now());
        while (!closed && !leadership.lost()) {
            var batch = next(leadership, wakeAt);
            if (batch.stream().anyMatch(message -> message instanceof Message.LeaderStopped)) {
                batch.forEach(ControlLoop::turnAway);
                return;
            }
            batch.removeIf(message -> message instanceof Message.LeaderStarted again && again.term() == started.term());
            wakeAt = leadership.take(batch);
        }
    }

    /** What waits, at least one message unless the time has come. */
    private List<Message> next(Leadership leadership, Optional<Instant> wakeAt) throws InterruptedException {
        var batch = new ArrayList<Message>();
        var alone = leadership.nextAlone();
        if (alone.isPresent()) {
            batch.add(alone.get());
            return batch;
        }
        var first =
                wakeAt.isEmpty() ? queue.take() : queue.poll(waiting(leadership, wakeAt.get()), TimeUnit.NANOSECONDS);
        // What comes after the end of a leadership, the start of the next one first of all, is not this one's.
        var message = first;
        while (message != null) {
            batch.add(message);
            boolean last = message instanceof Message.LeaderStopped || batch.size() == Limits.MESSAGES_PER_TURN;
            message = last ? null : queue.poll();
        }
        return batch;
    }

    private static long waiting(Leadership leadership, Instant until) {
        var left = Duration.between(leadership.now(), until);
        return left.isNegative() ? 0 : Math.min(left.toNanos(), TimeUnit.HOURS.toNanos(1));
    }

    private List<Message> drain() {
        var rest = new ArrayList<Message>();
        queue.drainTo(rest);
        return rest;
    }

    private static void turnAway(Message message) {
        if (message instanceof Message.Ask<?> ask) {
            answerNotLeader(ask);
        }
    }

    private static <T> void answerNotLeader(Message.Ask<T> ask) {
        ask.outcome().complete(new Outcome.NotLeader<>());
    }
}
