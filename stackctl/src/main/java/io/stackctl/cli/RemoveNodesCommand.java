package io.stackctl.cli;

import io.stackctl.cli.client.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl node rm}. */
@Command(
        description = "Remove one or more nodes from the swarm",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl node rm worker1",
            "",
            "A node that is removed keeps its containers until its daemon leaves: stackctl swarm leave, on that node."
        })
final class RemoveNodesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "IDs or host names of nodes")
    private final List<String> nodes = new ArrayList<>();

    @Option(
            names = {"-f", "--force"},
            description = "Force remove a node from the swarm")
    private boolean force;

    RemoveNodesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var failures = new ArrayList<String>();
        try (var client = context.connect()) {
            for (var node : nodes) {
                try {
                    client.swarm().remove(node, force);
                    context.printLine(node);
                } catch (ClusterException refused) {
                    failures.add(refused.getMessage());
                }
            }
        }
        if (!failures.isEmpty()) {
            context.terminal().flush();
            throw CommandException.error(String.join("\n", failures));
        }
        return ExitCode.SUCCESS.number();
    }
}
