package io.stackctl.convert;

import io.stackctl.compose.LegacyRestart;
import io.stackctl.compose.model.Deploy;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Service;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Converts how tasks are replaced: updates, rollbacks and restarts. */
final class RolloutConverter {
    private RolloutConverter() {}

    static Rollout rollout(Optional<Deploy.Rollout> given) {
        return given.map(RolloutConverter::rollout).orElse(Defaults.ROLLOUT);
    }

    private static Rollout rollout(Deploy.Rollout given) {
        Rollout standard = Defaults.ROLLOUT;
        return new Rollout(
                given.parallelism().map(RolloutConverter::toInt).orElse(standard.parallelism()),
                given.delay().map(Located::value).orElse(standard.delay()),
                given.monitor()
                        .map(Located::value)
                        .filter(monitor -> !monitor.isZero())
                        .orElse(standard.monitor()),
                given.maxFailureRatio()
                        .map(ratio -> Math.clamp(ratio.value(), 0, 1))
                        .orElse(standard.maxFailureRatio()),
                Words.constant(List.of(Rollout.OnFailure.values()), given.failureAction(), standard.onFailure()),
                Words.constant(List.of(Rollout.Order.values()), given.order(), standard.order()));
    }

    /** {@code deploy.restart_policy}, else the older {@code restart}, else the default. */
    static Restart restart(Service service) {
        return service.deploy()
                .restartPolicy()
                .map(RolloutConverter::restart)
                .orElseGet(() -> service.restart()
                        .map(Located::value)
                        .flatMap(LegacyRestart::parse)
                        .map(RolloutConverter::restart)
                        .orElse(Defaults.RESTART));
    }

    private static Restart restart(Deploy.RestartPolicy policy) {
        Restart standard = Defaults.RESTART;
        return new Restart(
                Words.constant(List.of(Restart.Condition.values()), policy.condition(), standard.condition()),
                policy.delay().map(Located::value).orElse(standard.delay()),
                policy.maxAttempts().map(RolloutConverter::toInt).orElse(standard.maxAttempts()),
                policy.window().map(Located::value).orElse(standard.window()));
    }

    private static Restart restart(LegacyRestart legacy) {
        Restart standard = Defaults.RESTART;
        Duration delay = standard.delay();
        return new Restart(
                legacy.condition().orElse(standard.condition()), delay, legacy.attempts(), standard.window());
    }

    /** Counts beyond what an int holds are as good as the largest int. */
    static int toInt(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }
}
