package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a container's health is found out. */
public record Healthcheck(
        Span span,
        List<String> test,
        boolean disable,
        Optional<Located<Duration>> interval,
        Optional<Located<Duration>> timeout,
        Optional<Located<Duration>> startPeriod,
        Optional<Located<Duration>> startInterval,
        Optional<Long> retries) {
    public Healthcheck {
        test = List.copyOf(test);
    }
}
