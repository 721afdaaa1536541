package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.Questions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stackctl swarm init}: makes a cluster of this machine, and starts its daemon when none runs. */
@Command(
        description = "Initialize a swarm: this machine becomes its first manager",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm init",
            "  stackctl swarm init --advertise-addr 192.168.1.10 --data-dir /srv/stackctl",
            "",
            "Starts the daemon when none runs; where systemd runs it, that one is used."
        })
final class InitClusterCommand implements Callable<Integer> {
    private static final String DEFAULT_DATA = "/var/lib/stackctl";

    private final CommandContext context;

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

    @Option(
            names = "--advertise-addr",
            paramLabel = "IP[:PORT]",
            description = "Address under which other nodes reach this one")
    private String advertiseAddress = "";

    @Option(names = "--listen-addr", paramLabel = "IP[:PORT]", description = "Address to listen on")
    private String listenAddress = "";

    @Option(
            names = "--default-addr-pool",
            split = ",",
            paramLabel = "CIDR",
            description = "Where subnets of networks are taken from")
    private final List<String> addressPools = new ArrayList<>();

    @Option(
            names = "--default-addr-pool-mask-length",
            paramLabel = "LENGTH",
            description = "Prefix of each subnet (default: 24)")
    private int poolPrefix = 24;

    @Option(names = "--task-history-limit", paramLabel = "COUNT", description = "Tasks kept for each slot (default: 5)")
    private int taskHistory = 5;

    @Option(
            names = "--availability",
            paramLabel = "WHICH",
            description = "Availability of the node: active, pause or drain (default: active)")
    private String availability = "active";

    InitClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (!List.of("active", "pause", "drain").contains(availability)) {
            throw CommandException.error(
                    "invalid availability \"" + availability + "\", only active, pause and drain are supported");
        }
        var running = running();
        try (var client = running.isPresent() ? running.get() : start()) {
            if (running.isEmpty() && client.status().active()) {
                context.printLine(
                        "The daemon runs again: node " + client.status().nodeId() + " is back in its swarm.");
                return ExitCode.SUCCESS.number();
            }
            String node = client.initCluster(new Questions.InitCluster(
                    advertiseAddress, listenAddress, addressPools, poolPrefix, taskHistory, availability));
            context.printLine("Swarm initialized: current node (" + node + ") is now a manager.");
            context.printLine("");
            context.printLine("Deploy a stack with: stackctl deploy -c docker-compose.yml NAME");
        }
        return ExitCode.SUCCESS.number();
    }

    private Optional<ClusterClient> running() throws CommandException, ClusterException {
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

    private ClusterClient start() throws CommandException, InterruptedException {
        Path data =
                Path.of(dataDirectory.isEmpty() ? DEFAULT_DATA : dataDirectory).toAbsolutePath();
        return new DaemonStart(context, data, engine.isEmpty() ? Optional.empty() : Optional.of(engine)).run();
    }
}
