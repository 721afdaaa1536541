package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.single;
import static io.stackctl.cli.flags.Flag.toggle;

import java.util.List;
import java.util.Optional;

/** The health check. */
final class HealthFlags {
    private HealthFlags() {}

    static List<Flag> common() {
        return List.of(
                toggle("--no-healthcheck", "Disable any container-specified HEALTHCHECK", (draft, on) -> {
                    if (on) {
                        draft.container.health.off();
                    }
                }),
                single(
                        "--health-cmd",
                        "COMMAND",
                        "Command to run to check health",
                        (draft, value) -> draft.container.health.on().test =
                                value.isEmpty() ? List.of() : List.of("CMD-SHELL", value)),
                single(
                        "--health-interval",
                        "DURATION",
                        "Time between running the check",
                        (draft, value) -> draft.container.health.on().interval = Optional.of(Values.interval(value))),
                single(
                        "--health-timeout",
                        "DURATION",
                        "Maximum time to allow one check to run",
                        (draft, value) -> draft.container.health.on().timeout = Optional.of(Values.interval(value))),
                single(
                        "--health-retries",
                        "N",
                        "Consecutive failures needed to report unhealthy",
                        (draft, value) -> draft.container.health.on().retries = Optional.of(Values.count(value))),
                single(
                        "--health-start-period",
                        "DURATION",
                        "Start period for the container to initialize before failures count",
                        (draft, value) ->
                                draft.container.health.on().startPeriod = Optional.of(Values.interval(value))),
                single(
                        "--health-start-interval",
                        "DURATION",
                        "Time between running the check during the start period",
                        (draft, value) ->
                                draft.container.health.on().startInterval = Optional.of(Values.interval(value))));
    }
}
