package io.stackctl.cli;

import io.stackctl.cli.listing.ContextRows;
import io.stackctl.cli.output.Listing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stackctl context ls}. */
@Command(
        description = "List contexts",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl context ls", "  stackctl context ls --format '{{.Name}}'"})
final class ListContextsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final QuietOption quiet = new QuietOption();

    ListContextsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var listing = new Listing(ContextRows.LAYOUT, format.output(), quiet.quiet);
        var current = ShowContextCommand.shown(context);
        var rows = context.contexts().all().stream()
                .map(named -> ContextRows.of(
                        named.name(),
                        named.description(),
                        named.host().toString(),
                        named.name().equals(current)))
                .toList();
        context.print(listing.print(rows));
        return ExitCode.SUCCESS.number();
    }
}
