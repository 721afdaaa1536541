package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.single;

import io.stackctl.spec.Restart;
import java.util.List;

/** What follows when a task ends by itself. */
final class RestartFlags {
    private RestartFlags() {}

    static List<Flag> common() {
        return List.of(
                single(
                        "--restart-condition",
                        "CONDITION",
                        "Restart when condition is met: none, on-failure or any (default any)",
                        (draft, value) ->
                                draft.restartCondition = Values.word(value, List.of(Restart.Condition.values()))),
                single(
                        "--restart-delay",
                        "DURATION",
                        "Delay between restart attempts (default 5s)",
                        (draft, value) -> draft.restartDelay = Values.duration(value)),
                single(
                        "--restart-max-attempts",
                        "N",
                        "Maximum number of restarts before giving up",
                        (draft, value) -> draft.restartAttempts = Values.count(value)),
                single(
                        "--restart-window",
                        "DURATION",
                        "Window used to evaluate the restart policy",
                        (draft, value) -> draft.restartWindow = Values.duration(value)));
    }
}
