package io.stackctl.spec;

import java.time.Duration;

/**
 * What happens when a task ends by itself.
 *
 * @param delay between the end of a task and the start of the next attempt
 * @param maxAttempts restarts of one slot and spec version before it is given up; 0 means no limit
 * @param window restarts further back than this do not count against {@code maxAttempts}; zero means all count
 */
public record Restart(Condition condition, Duration delay, int maxAttempts, Duration window) {
    /** Which ends are followed by a new attempt. */
    public enum Condition {
        NONE,
        ON_FAILURE,
        ANY
    }

    public Restart {
        if (delay.isNegative() || window.isNegative() || maxAttempts < 0) {
            throw new IllegalArgumentException("restart delay, window and attempts must not be negative");
        }
    }
}
