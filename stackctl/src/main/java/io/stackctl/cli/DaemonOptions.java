package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The daemon that a command makes a node: the one that runs, or one that it starts. */
final class DaemonOptions {
    private static final String DEFAULT_DATA = "/var/lib/stackctl";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data of a daemon that is started (default: /var/lib/stackctl)")
    private String dataDirectory = "";

    @Option(
            names = "--docker-host",
            paramLabel = "ADDRESS",
            description = "Engine of a daemon that is started (default: unix:///var/run/docker.sock)")
    private String engine = "";

    /** {@code started}: by this command, just now. */
    record Reached(ClusterClient client, boolean started) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }

    Reached reach(CommandContext context) throws CommandException, ClusterException, InterruptedException {
        var running = running(context);
        return running.isPresent() ? new Reached(running.get(), false) : new Reached(start(context), true);
    }

    private Optional<ClusterClient> running(CommandContext context)
            throws CommandException, ClusterException, InterruptedException {
        try {
            var client = context.connect();
            if (!dataDirectory.isEmpty() || !engine.isEmpty()) {
                context.tell("a daemon runs already; --data-dir and --docker-host do not change it");
            }
            return Optional.of(client);
        } catch (ClusterException none) {
            if (none.reason() != ClusterException.Reason.NO_DAEMON) {
                throw none;
            }
            return Optional.empty();
        }
    }

    private ClusterClient start(CommandContext context) throws CommandException, InterruptedException {
        Path data =
                Path.of(dataDirectory.isEmpty() ? DEFAULT_DATA : dataDirectory).toAbsolutePath();
        return new DaemonStart(context, data, engine.isEmpty() ? Optional.empty() : Optional.of(engine)).run();
    }
}
