package io.stackctl.cli;

import io.stackctl.cli.client.HostAddress;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before its name or after it. */
final class GlobalOptions {
    static final String HOST_VARIABLE = "STACKCTL_HOST";
    static final String CONTEXT_VARIABLE = "STACKCTL_CONTEXT";

    @Option(
            names = {"-H", "--host"},
            scope = ScopeType.INHERIT,
            paramLabel = "ADDRESS",
            description =
                    "The daemon: unix:///PATH or ssh://[USER@]HOST (default: $STACKCTL_HOST, or that of the context)")
    String host = "";

    @Option(
            names = "--context",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Name of the context to use (default: $STACKCTL_CONTEXT, or what \"context use\" chose)")
    String context = "";

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

    /** What the command line says, else the environment, else what the user chose with {@code context use}. */
    HostAddress address(Map<String, String> environment, NamedContexts contexts) throws CommandException {
        if (!host.isEmpty() && !context.isEmpty()) {
            throw CommandException.error("conflicting options: cannot specify both --host and --context");
        }
        if (!host.isEmpty()) {
            return parsed(host);
        }
        var named = context.isEmpty() ? environment.getOrDefault(CONTEXT_VARIABLE, "") : context;
        if (!named.isEmpty()) {
            return contexts.host(named);
        }
        var variable = environment.getOrDefault(HOST_VARIABLE, "");
        return variable.isEmpty() ? contexts.host(contexts.current()) : parsed(variable);
    }

    static HostAddress parsed(String text) throws CommandException {
        return HostAddress.parse(text)
                .orElseThrow(() -> CommandException.error("invalid host " + text
                        + ": the daemon is reached by unix:///path/to/its.sock or ssh://[USER@]HOST[:PORT]"));
    }
}
