package io.stackctl.cli;

import io.stackctl.cli.listing.ServiceRows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl services}. */
@Command(
        description = "List the services in the stack",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl services demo", "  stackctl services --filter mode=global demo"})
final class ListServicesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Mixin
    private final ListOptions list = new ListOptions();

    @Mixin
    private final FilterOption filter = new FilterOption();

    ListServicesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        var filters = ServiceRows.filters(filter.flags);
        var listing = list.listing(ServiceRows.LAYOUT);
        try (var client = context.connect()) {
            var services = client.services(Optional.of(stack), List.of());
            var rows = ServiceRows.of(services, filters, context.terminal().outIsTerminal());
            if (services.services().isEmpty()) {
                context.tell("Nothing found in stack: " + stack + StackNames.meant(client, stack));
            } else {
                context.print(listing.print(rows));
            }
        }
        return ExitCode.SUCCESS.number();
    }
}
