package io.stackctl.cli;

import io.stackctl.cli.listing.NodeRows;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stackctl node ls}. */
@Command(
        description = "List nodes in the swarm",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl node ls", "  stackctl node ls --filter role=manager -q"})
final class ListNodesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ListOptions list = new ListOptions();

    @Mixin
    private final FilterOption filter = new FilterOption();

    ListNodesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var filters = NodeRows.filters(filter.flags);
        var listing = list.listing(NodeRows.LAYOUT);
        try (var client = context.connect()) {
            context.print(listing.print(NodeRows.of(client.nodes(), filters)));
        }
        return ExitCode.SUCCESS.number();
    }
}
