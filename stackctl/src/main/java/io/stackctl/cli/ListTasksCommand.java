package io.stackctl.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final TaskListOptions options = new TaskListOptions();

    ListTasksCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        var printer = options.printer(context);
        try (var client = context.connect()) {
            var list = printer.apply(client.tasks(Optional.of(stack), List.of()));
            if (list.isEmpty()) {
                throw CommandException.error("nothing found in stack: " + stack + StackNames.meant(client, stack));
            }
            context.print(list);
        }
        return ExitCode.SUCCESS.number();
    }
}
