package io.stackctl.cli;

import io.stackctl.cli.ci.WorkflowCommands;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.HostAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a command has of the world around it. */
record CommandContext(
        Terminal terminal,
        Map<String, String> environment,
        InstantSource clock,
        Connector connector,
        GlobalOptions globals) {
    /** Reaches a daemon. */
    interface Connector {
        ClusterClient connect(HostAddress host) throws ClusterException, InterruptedException;
    }

    static CommandContext ofProcess() {
        return new CommandContext(
                Terminal.ofProcess(),
                UserEnvironment.variables(System.getenv()),
                InstantSource.system(),
                host -> ClusterClient.connect(host),
                new GlobalOptions());
    }

    ClusterClient connect() throws CommandException, ClusterException, InterruptedException {
        var client = connector.connect(host());
        return globals.stale ? client.stale(this::tell) : client;
    }

    HostAddress host() throws CommandException {
        return globals.address(environment, contexts());
    }

    /** The clusters that the user has names for. */
    NamedContexts contexts() {
        return NamedContexts.of(environment);
    }

    boolean colour() {
        return terminal.colour(globals.colour, environment);
    }

    /** Commands to the runner, if one reads along. */
    Optional<WorkflowCommands> workflow() {
        return WorkflowCommands.wanted(environment)
                ? Optional.of(new WorkflowCommands(
                        terminal.err(), environment, () -> UUID.randomUUID().toString()))
                : Optional.empty();
    }

    void print(String text) {
        terminal.out().print(text);
    }

    void printLine(String line) {
        terminal.out().println(line);
    }

    /** A warning or a word on progress. */
    void tell(String line) {
        terminal.out().flush();
        terminal.err().println(line);
    }
}
