package io.stackctl.spec;

import java.time.Duration;

/**
 * The times of a task's coming and going that are ours, not the peer's.
 *
 * @param drain how long a task lives on after it left every load balancer, before it gets its stop signal
 * @param progressDeadline a task that does not serve this long after its creation counts as failed
 */
public record Pace(Duration drain, Duration progressDeadline) {
    public Pace {
        if (drain.isNegative() || progressDeadline.isNegative() || progressDeadline.isZero()) {
            throw new IllegalArgumentException("drain must not be negative, the progress deadline must be positive");
        }
    }
}
