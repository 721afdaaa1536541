package io.stackctl.cli.flags;

import io.stackctl.spec.Rollout;
import java.time.Duration;

/** A rollout that is being edited. */
final class RolloutDraft {
    int parallelism;
    Duration delay;
    Duration monitor;
    double maxFailureRatio;
    Rollout.OnFailure onFailure;
    Rollout.Order order;

    RolloutDraft(Rollout rollout) {
        parallelism = rollout.parallelism();
        delay = rollout.delay();
        monitor = rollout.monitor();
        maxFailureRatio = rollout.maxFailureRatio();
        onFailure = rollout.onFailure();
        order = rollout.order();
    }

    Rollout rollout() {
        return new Rollout(parallelism, delay, monitor, maxFailureRatio, onFailure, order);
    }
}
