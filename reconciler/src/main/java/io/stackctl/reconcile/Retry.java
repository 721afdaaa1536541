package io.stackctl.reconcile;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The next attempt of a slot whose task ended by itself: when it may start, and the count with it. The policy is the
 * peer's; the growing delay is ours.
 */
record Retry(Instant notBefore, Attempts attempts) {
    /** How long restarts are remembered at least: the scheduler avoids nodes where tasks failed in this time. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** Empty when the policy allows no further attempt. {@code job}: ending with success is what the task is for. */
    static Optional<Retry> of(Restart policy, boolean job, Task ended) {
        if (!allows(policy.condition(), job, ended.phase()) || exhausted(policy, ended)) {
            return Optional.empty();
        }
        var before = ended.attempts();
        var at = ended.status().at();
        int row = (ranWell(ended.status()) ? 0 : before.consecutive()) + 1;
        var attempts =
                new Attempts(before.total() + 1, row, before.early(), remembered(before.recent(), at, policy.window()));
        return Optional.of(new Retry(at.plus(delay(policy.delay(), row)), attempts));
    }

    private static boolean allows(Restart.Condition condition, boolean job, Phase end) {
        return switch (condition) {
            case NONE -> false;
            case ON_FAILURE -> end != Phase.COMPLETE;
            case ANY -> !job || end != Phase.COMPLETE;
        };
    }

    private static boolean exhausted(Restart policy, Task ended) {
        if (policy.maxAttempts() == 0) {
            return false;
        }
        if (policy.window().isZero()) {
            return ended.attempts().total() >= policy.maxAttempts();
        }
        var from = ended.status().at().minus(policy.window());
        int inside = 0;
        for (var restart : ended.attempts().recent()) {
            inside += restart.isAfter(from) ? 1 : 0;
        }
        return inside >= Math.min(policy.maxAttempts(), Limits.RECENT_RESTARTS);
    }

    private static boolean ranWell(Status status) {
        return status.runningSince()
                .map(since -> !status.at().isBefore(since.plus(Limits.RESTARTS_FORGIVEN_AFTER)))
                .orElse(false);
    }

    /** The policy's delay for the first few restarts in a row, then twice as long each time. */
    static Duration delay(Duration policy, int row) {
        int doublings = row - Limits.RESTARTS_AT_POLICY_DELAY;
        if (doublings <= 0 || policy.compareTo(Limits.RESTART_DELAY_MOST) >= 0) {
            return policy;
        }
        var delay = longer(policy, Limits.RESTART_DELAY_LEAST);
        for (int i = 0; i < doublings && delay.compareTo(Limits.RESTART_DELAY_MOST) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(Limits.RESTART_DELAY_MOST) < 0 ? delay : Limits.RESTART_DELAY_MOST;
    }

    private static List<Instant> remembered(List<Instant> recent, Instant at, Duration window) {
        var from = at.minus(longer(window, REMEMBERED));
        var kept = new ArrayList<Instant>();
        for (var restart : recent) {
            if (restart.isAfter(from)) {
                kept.add(restart);
            }
        }
        kept.add(at);
        int excess = kept.size() - Limits.RECENT_RESTARTS;
        return excess > 0 ? kept.subList(excess, kept.size()) : kept;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
