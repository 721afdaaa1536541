package io.stackctl.cli.flags;

import io.stackctl.spec.Healthcheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A health check that is being edited. */
final class HealthDraft {
    List<String> test = List.of();
    Optional<Duration> interval = Optional.empty();
    Optional<Duration> timeout = Optional.empty();
    Optional<Duration> startPeriod = Optional.empty();
    Optional<Duration> startInterval = Optional.empty();
    Optional<Integer> retries = Optional.empty();
    private boolean switchedOff;

    HealthDraft(Optional<Healthcheck> check) {
        check.ifPresent(given -> {
            test = given.test();
            interval = given.interval();
            timeout = given.timeout();
            startPeriod = given.startPeriod();
            startInterval = given.startInterval();
            retries = given.retries();
        });
    }

    void off() {
        test = List.of("NONE");
        switchedOff = true;
    }

    /** Any other flag switches a check on that an earlier command switched off; the same command may not do both. */
    HealthDraft on() throws FlagException {
        if (switchedOff) {
            throw new FlagException("--no-healthcheck conflicts with --health-* options");
        }
        if (test.equals(List.of("NONE"))) {
            test = List.of();
        }
        return this;
    }

    Optional<Healthcheck> check() {
        if (switchedOff) {
            return new HealthDraft(Optional.empty()).with(test);
        }
        boolean empty = test.isEmpty()
                && interval.isEmpty()
                && timeout.isEmpty()
                && startPeriod.isEmpty()
                && startInterval.isEmpty()
                && retries.isEmpty();
        return empty ? Optional.empty() : with(test);
    }

    private Optional<Healthcheck> with(List<String> command) {
        return Optional.of(new Healthcheck(command, interval, timeout, startPeriod, startInterval, retries));
    }
}
