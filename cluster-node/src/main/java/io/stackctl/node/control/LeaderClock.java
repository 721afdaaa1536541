package io.stackctl.node.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of one leadership: starts at the later of the wall clock and the last transaction, then follows a clock that
 * nobody sets. So the cluster's time never goes back, whatever happens to a wall clock or a leader.
 */
final class LeaderClock {
    private final Instant origin;
    private final long originNanos;
    private final LongSupplier nanos;

    private LeaderClock(Instant origin, LongSupplier nanos) {
        this.origin = origin;
        this.nanos = nanos;
        this.originNanos = nanos.getAsLong();
    }

    static LeaderClock startingAt(Instant lastTransaction, InstantSource wall, LongSupplier nanos) {
        var now = wall.instant();
        return new LeaderClock(now.isAfter(lastTransaction) ? now : lastTransaction, nanos);
    }

    Instant now() {
        return origin.plus(Duration.ofNanos(nanos.getAsLong() - originNanos));
    }
}
