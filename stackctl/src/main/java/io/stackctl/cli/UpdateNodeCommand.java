package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.SwarmClient;
import io.stackctl.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl node update}. */
@Command(
        description = "Update a node",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl node update --availability drain --wait worker1",
            "  stackctl node update --label-add disk=ssd worker1"
        })
final class UpdateNodeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "NODE", description = "ID or host name of the node")
    private String node = "";

    @Option(names = "--availability", paramLabel = "WHICH", description = "active, pause or drain")
    private Optional<Node.Availability> availability = Optional.empty();

    @Option(names = "--role", paramLabel = "ROLE", description = "worker or manager")
    private Optional<Node.Role> role = Optional.empty();

    @Option(names = "--label-add", paramLabel = "KEY=VALUE", description = "Add or update a node label")
    private final List<String> addLabels = new ArrayList<>();

    @Option(names = "--label-rm", paramLabel = "KEY", description = "Remove a node label if exists")
    private final List<String> removeLabels = new ArrayList<>();

    @Option(names = "--wait", description = "With --availability drain: wait until the node runs no task any more")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "With --wait: for how long, such as 90s or 10m; 0 is without end (default: 10m)")
    private Optional<Duration> timeout = Optional.empty();

    UpdateNodeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (wait && !availability.equals(Optional.of(Node.Availability.DRAIN))) {
            throw CommandException.error("--wait goes with --availability drain");
        }
        if (timeout.isPresent() && !wait) {
            throw CommandException.error("--timeout goes with --wait");
        }
        var labels = new TreeMap<String, String>();
        for (var label : addLabels) {
            int equals = label.indexOf('=');
            labels.put(equals < 0 ? label : label.substring(0, equals), equals < 0 ? "" : label.substring(equals + 1));
        }
        try (var client = context.connect()) {
            client.swarm().update(node, new SwarmClient.NodeUpdate(availability, role, labels, removeLabels));
            context.printLine(node);
            return (wait ? awaitDrained(client) : ExitCode.SUCCESS).number();
        }
    }

    private ExitCode awaitDrained(ClusterClient client) throws ClusterException, InterruptedException {
        var limit = Optional.of(timeout.orElse(Limits.WAIT)).filter(Duration::isPositive);
        var found = NodeNames.find(client.nodes(), node);
        // A node that was removed meanwhile runs nothing of the cluster's.
        return found.isEmpty()
                ? ExitCode.SUCCESS
                : new DrainWait(context, client, limit).run(found.get().id(), node);
    }
}
