package io.stackctl.cli;

import io.stackctl.cli.listing.TaskRows;
import io.stackctl.cli.output.Listing;
import io.stackctl.cli.output.Output;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl ps}. */
@Command(
        description = "List the tasks in the stack",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl ps demo",
            "  stackctl ps --filter desired-state=running --no-trunc demo",
            "",
            "Errors are never cut. On a terminal IDs are, unless --no-trunc says otherwise."
        })
final class ListTasksCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Option(names = "--no-resolve", description = "Do not map IDs to Names")
    private boolean noResolve;

    @Option(names = "--no-trunc", description = "Do not truncate output, and show digests of images")
    private boolean noTruncation;

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final QuietOption quiet = new QuietOption();

    @Mixin
    private final FilterOption filter = new FilterOption();

    ListTasksCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        var filters = TaskRows.filters(filter.flags);
        Output output = format.output();
        var options = new TaskRows.Options(
                context.terminal().outIsTerminal() && !noTruncation,
                noTruncation,
                !noResolve,
                output instanceof Output.Table,
                context.clock().instant());
        try (var client = context.connect()) {
            var rows = TaskRows.of(client.tasks(Optional.of(stack), List.of()), filters, options);
            if (rows.isEmpty()) {
                throw CommandException.error("nothing found in stack: " + stack + StackNames.meant(client, stack));
            }
            context.print(new Listing(TaskRows.LAYOUT, output, quiet.quiet).print(rows));
        }
        return ExitCode.SUCCESS.number();
    }
}
