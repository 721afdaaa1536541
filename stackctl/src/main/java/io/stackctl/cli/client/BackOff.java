package io.stackctl.cli.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between tries, each twice as long as the one before, until a bound is reached. */
final class BackOff {
    private final long end;
    private Duration next = Limits.FIRST_BACK_OFF;

    /** Starts counting now. */
    BackOff(Duration bound) {
        this.end = System.nanoTime() + bound.toNanos();
    }

    /** Waits; false, at once, when the bound would be passed. */
    boolean pause() throws InterruptedException {
        if (System.nanoTime() + next.toNanos() - end > 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(next.toNanos());
        next = next.multipliedBy(2).compareTo(Limits.LONGEST_BACK_OFF) > 0
                ? Limits.LONGEST_BACK_OFF
                : next.multipliedBy(2);
        return true;
    }
}
