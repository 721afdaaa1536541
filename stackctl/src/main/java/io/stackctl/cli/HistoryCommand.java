package io.stackctl.cli;

import io.stackctl.cli.listing.RevisionRows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl history}. */
@Command(
        description = "List the revisions of a stack that are kept, newest first",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl history demo", "  stackctl history -o json demo"})
final class HistoryCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Mixin
    private final ListOptions list = new ListOptions();

    HistoryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        var listing = list.listing(RevisionRows.LAYOUT);
        try (var client = context.connect()) {
            var found = client.stacks().stream()
                    .map(summary -> summary.stack())
                    .filter(candidate -> candidate.name().equals(stack))
                    .findFirst();
            if (found.isEmpty()) {
                throw CommandException.error("nothing found in stack: " + stack + StackNames.meant(client, stack));
            }
            var services = client.services(Optional.of(stack), List.of()).services();
            context.print(listing.print(
                    RevisionRows.of(found.get(), services, context.clock().instant())));
        }
        return ExitCode.SUCCESS.number();
    }
}
