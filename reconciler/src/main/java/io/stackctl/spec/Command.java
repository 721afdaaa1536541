package io.stackctl.spec;

import java.util.List;
import java.util.Optional;

/**
 * The process of a container. Empty lists and absent values leave the image's own in place.
 *
 * @param entrypoint replaces the image's entrypoint
 * @param arguments replaces the image's command
 * @param environment {@code NAME=value}, or {@code NAME} alone to take the variable away; sorted
 * @param init whether a small init process is PID 1; absent means the engine's setting
 */
public record Command(
        List<String> entrypoint,
        List<String> arguments,
        List<String> environment,
        Optional<String> workingDirectory,
        Optional<String> user,
        List<String> groups,
        boolean tty,
        boolean openStdin,
        Optional<Boolean> init) {
    public static final Command OF_IMAGE = new Command(
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false,
            false,
            Optional.empty());

    public Command {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        groups = List.copyOf(groups);
    }

    /** Values of the environment may be passwords: only the count is shown. */
    @Override
    public String toString() {
        return "Command[" + entrypoint + " " + arguments + ", " + environment.size() + " variables]";
    }
}
