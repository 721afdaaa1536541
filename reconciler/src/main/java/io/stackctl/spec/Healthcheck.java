package io.stackctl.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the engine learns whether a container does its work. An absent value leaves the image's own in place.
 *
 * @param test as the engine takes it: {@code [NONE]}, {@code [CMD, ...]} or {@code [CMD-SHELL, text]}; empty: the image's
 */
public record Healthcheck(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        Optional<Integer> retries) {
    public Healthcheck {
        test = List.copyOf(test);
    }

    /** Whether the file switches off the check that the image may have. */
    public boolean disabled() {
        return test.equals(List.of("NONE"));
    }
}
