package io.stackctl.cli;

import io.stackctl.cli.client.HostAddress;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before its name or after it. */
final class GlobalOptions {
    private static final String HOST_VARIABLE = "STACKCTL_HOST";

    @Option(
            names = {"-H", "--host"},
            scope = ScopeType.INHERIT,
            paramLabel = "ADDRESS",
            description = "Where the daemon listens (default: $STACKCTL_HOST, or unix:///run/stackctl/stackctl.sock)")
    String host = "";

    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            description = "Colour messages: auto, always or never (default: auto)")
    ColourChoice colour = ColourChoice.AUTO;

    @Option(
            names = "--stale",
            scope = ScopeType.INHERIT,
            description =
                    "Read what the manager that is asked knows, also when it reaches no other; says how old it is")
    boolean stale;

    HostAddress address(Map<String, String> environment) throws CommandException {
        String text = host.isEmpty() ? environment.getOrDefault(HOST_VARIABLE, "") : host;
        if (text.isEmpty()) {
            return HostAddress.DEFAULT;
        }
        return HostAddress.parse(text)
                .orElseThrow(() -> CommandException.error(
                        "invalid host " + text + ": the daemon is reached by unix:///path/to/its.sock"));
    }
}
