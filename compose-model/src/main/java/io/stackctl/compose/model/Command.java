package io.stackctl.compose.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What runs in a container, and how it is stopped.
 *
 * @param environment by name; an absent value takes the variable away
 */
public record Command(
        List<String> entrypoint,
        List<String> arguments,
        SortedMap<String, Optional<String>> environment,
        Optional<String> workingDirectory,
        Optional<String> user,
        List<String> groups,
        boolean tty,
        boolean openStdin,
        Optional<Boolean> init,
        Optional<String> stopSignal,
        Optional<Located<Duration>> stopGracePeriod) {
    public Command {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        groups = List.copyOf(groups);
    }

    /** Values of the environment may be passwords: only the names are shown. */
    @Override
    public String toString() {
        return "Command[" + entrypoint + " " + arguments + ", " + environment.keySet() + "]";
    }
}
