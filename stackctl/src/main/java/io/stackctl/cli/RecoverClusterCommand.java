package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cluster.Node;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stackctl cluster recover}: what docker calls {@code swarm init --force-new-cluster}. */
@Command(
        description = "Go on with this manager alone when most managers are lost",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl cluster recover",
            "",
            "Run it on the manager that lived longest. Stacks, secrets, workers and running containers stay; the other",
            "managers are no longer in the cluster, and must not come back with their old data. Refused while a majority",
            "of the managers answers."
        })
final class RecoverClusterCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final DaemonOptions daemon = new DaemonOptions();

    RecoverClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var reached = daemon.reach(context)) {
            recover(context, reached.client());
        }
        return ExitCode.SUCCESS.number();
    }

    static void recover(CommandContext context, ClusterClient client) throws ClusterException {
        var recovered = client.disaster().recover();
        context.printLine("Cluster " + recovered.cluster() + " goes on: current node (" + recovered.node()
                + ") is now its only manager.");
        context.printLine("");
        GoneManagers.tell(context, recovered.dropped());
        JoinTokenCommand.printJoin(context, Node.Role.WORKER, recovered.workerToken());
        context.printLine("To add a manager to this swarm, run 'stackctl swarm join-token manager' and follow the"
                + " instructions.");
        context.printLine("");
    }
}
