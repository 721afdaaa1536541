package io.stackctl.node.control;

import io.stackctl.node.Limits;
import io.stackctl.node.store.Quorum;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How new this manager's state is. Asks a majority by raft's read-index: before each read that must not be older than its
 * question, and now and then by itself, so that a read which may be old can say how old.
 */
final class Freshness implements AutoCloseable {
    private final Supplier<Optional<Quorum>> quorum;
    private final Thread thread;
    /** When the last question was asked that a majority answered, in nanoseconds of this process. */
    private volatile OptionalLong sure = OptionalLong.empty();

    Freshness(Supplier<Optional<Quorum>> quorum) {
        this.quorum = quorum;
        this.thread = Thread.ofVirtual().name("freshness").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether there are others to ask, in whatever number; a store that nobody shares is as new as it can be. */
    boolean asksOthers() {
        return quorum.get().isPresent();
    }

    /** Waits until the state holds all that was acknowledged before the call; false when no majority answers in time. */
    boolean await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            if (asked()) {
                return true;
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Limits.LEADER_LOOK.toNanos());
        }
    }

    private boolean asked() throws InterruptedException {
        var now = quorum.get();
        long began = System.nanoTime();
        if (now.isEmpty() || !now.get().awaitFresh(Limits.FRESH_ANSWER)) {
            return false;
        }
        sure = OptionalLong.of(began);
        return true;
    }

    /** Since when the state may be old; empty when it never was known to be new. */
    Optional<Duration> age() {
        var last = sure;
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, System.nanoTime() - last.getAsLong())));
    }

    private void run() {
        try {
            while (true) {
                var _ = asked();
                TimeUnit.NANOSECONDS.sleep(Limits.FRESH_LOOK.toNanos());
            }
        } catch (InterruptedException _) {
            // The manager stops.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
