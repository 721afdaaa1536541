package io.stackctl.cli;

import io.stackctl.cli.listing.StackRows;
import io.stackctl.cli.output.Listing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stackctl ls}. */
@Command(
        description = "List stacks",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl ls", "  stackctl ls --format '{{.Name}}'"})
final class ListStacksCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final FormatOptions format = new FormatOptions();

    ListStacksCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var listing = new Listing(StackRows.LAYOUT, format.output(), false);
        try (var client = context.connect()) {
            context.print(listing.print(StackRows.of(client.stacks())));
        }
        return ExitCode.SUCCESS.number();
    }
}
