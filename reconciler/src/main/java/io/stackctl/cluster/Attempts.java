package io.stackctl.cluster;

import java.time.Instant;
import java.util.List;

/**
 * The restarts that led to a task: of its slot, under its spec version.
 *
 * @param total restarts so far, 0 for a slot's first task
 * @param consecutive failures in a row without ten good minutes between; drives the back-off
 * @param early how many of the attempts that the running rollout made here ended before their monitor time was over
 * @param recent when the last restarts were, oldest first, at most {@link Limits#RECENT_RESTARTS}
 */
public record Attempts(int total, int consecutive, int early, List<Instant> recent) {
    public static final Attempts NONE = new Attempts(0, 0, 0, List.of());

    public Attempts {
        recent = List.copyOf(recent);
        if (recent.size() > Limits.RECENT_RESTARTS) {
            throw new IllegalArgumentException("too many restarts kept: " + recent.size());
        }
    }

    public Attempts early(int count) {
        return new Attempts(total, consecutive, count, recent);
    }
}
