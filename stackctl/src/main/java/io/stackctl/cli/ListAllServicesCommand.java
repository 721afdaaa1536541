package io.stackctl.cli;

import io.stackctl.cli.listing.ServiceRows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stackctl service ls}. */
@Command(
        description = "List services, of stacks and on their own",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl service ls", "  stackctl service ls --filter name=redis -q"})
final class ListAllServicesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ListOptions list = new ListOptions();

    @Mixin
    private final FilterOption filter = new FilterOption();

    ListAllServicesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var filters = ServiceRows.filters(filter.flags);
        var listing = list.listing(ServiceRows.LAYOUT);
        try (var client = context.connect()) {
            var services = client.services(Optional.empty(), List.of());
            context.print(listing.print(
                    ServiceRows.of(services, filters, context.terminal().outIsTerminal())));
        }
        return ExitCode.SUCCESS.number();
    }
}
