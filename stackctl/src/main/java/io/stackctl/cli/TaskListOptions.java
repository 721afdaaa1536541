package io.stackctl.cli;

import io.stackctl.cli.client.Answers;
import io.stackctl.cli.listing.TaskRows;
import io.stackctl.cli.output.Listing;
import io.stackctl.cli.output.Output;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which tasks are listed, and how. */
final class TaskListOptions {
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

    /** Makes the list of an answer; empty when no task fits. Flags that are wrong are told before anything is asked. */
    Function<Answers.Tasks, String> printer(CommandContext context) throws CommandException {
        var filters = TaskRows.filters(filter.flags);
        Output output = format.output();
        var listing = new Listing(TaskRows.LAYOUT, output, quiet.quiet);
        var options = new TaskRows.Options(
                context.terminal().outIsTerminal() && !noTruncation,
                noTruncation,
                !noResolve,
                output instanceof Output.Table,
                context.clock().instant());
        return tasks -> {
            var rows = TaskRows.of(tasks, filters, options);
            return rows.isEmpty() ? "" : listing.print(rows);
        };
    }
}
