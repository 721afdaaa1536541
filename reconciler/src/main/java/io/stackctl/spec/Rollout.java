package io.stackctl.spec;

import java.time.Duration;

/**
 * How an update, or a rollback, walks over the slots of a service.
 *
 * @param parallelism slots in work at once; 0 means all
 * @param delay between the end of one slot and the start of the next in the same place
 * @param monitor how long a new task is watched for failure after it began to serve
 * @param maxFailureRatio failed slots divided by all slots of the rollout; above it {@code onFailure} happens
 */
public record Rollout(
        int parallelism, Duration delay, Duration monitor, double maxFailureRatio, OnFailure onFailure, Order order) {
    /** What a rollout does when too many slots failed. */
    public enum OnFailure {
        PAUSE,
        CONTINUE,
        ROLLBACK
    }

    /** Whether the old task of a slot stops before or after the new one serves. */
    public enum Order {
        STOP_FIRST,
        START_FIRST
    }

    public Rollout {
        if (parallelism < 0 || delay.isNegative() || monitor.isNegative()) {
            throw new IllegalArgumentException("rollout parallelism, delay and monitor must not be negative");
        }
        if (!(maxFailureRatio >= 0 && maxFailureRatio <= 1)) {
            throw new IllegalArgumentException("max failure ratio must lie between 0 and 1: " + maxFailureRatio);
        }
    }

    public Rollout with(OnFailure other) {
        return new Rollout(parallelism, delay, monitor, maxFailureRatio, other, order);
    }
}
