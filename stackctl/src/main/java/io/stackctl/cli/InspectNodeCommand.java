package io.stackctl.cli;

import io.stackctl.cli.listing.NodeDetails;
import io.stackctl.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl node inspect}. */
@Command(
        description = "Display detailed information on one or more nodes",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl node inspect --pretty self", "  stackctl node inspect --format '{{.Status.Addr}}' worker1"
        })
final class InspectNodeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "self|NODE", description = "IDs or host names of nodes")
    private final List<String> names = new ArrayList<>();

    @Mixin
    private final InspectOptions options = new InspectOptions();

    InspectNodeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        try (var client = context.connect()) {
            var all = client.nodes();
            var found = new ArrayList<Node>();
            var missing = new ArrayList<String>();
            for (var name : names) {
                NodeNames.find(all, name).ifPresentOrElse(found::add, () -> missing.add("no such node: " + name));
            }
            context.print(options.print(
                    found, node -> NodeDetails.of(node, all.leader()), node -> NodeDetails.pretty(node, all.leader())));
            if (!missing.isEmpty()) {
                context.terminal().flush();
                throw CommandException.error(String.join("\n", missing));
            }
        }
        return ExitCode.SUCCESS.number();
    }
}
