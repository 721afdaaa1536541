package io.stackctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl node ps}. */
@Command(
        description = "List tasks running on one or more nodes, defaults to current node",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl node ps", "  stackctl node ps -f desired-state=running worker1"})
final class ListNodeTasksCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "0..*", paramLabel = "NODE", description = "IDs or host names of nodes (default: self)")
    private final List<String> names = new ArrayList<>();

    @Mixin
    private final TaskListOptions options = new TaskListOptions();

    ListNodeTasksCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var printer = options.printer(context);
        try (var client = context.connect()) {
            var all = client.nodes();
            var ids = new ArrayList<String>();
            var missing = new ArrayList<String>();
            for (var name : names.isEmpty() ? List.of("self") : names) {
                NodeNames.find(all, name)
                        .ifPresentOrElse(
                                node -> ids.add(node.id().value()), () -> missing.add("no such node: " + name));
            }
            if (!ids.isEmpty()) {
                context.print(printer.apply(client.tasksOn(ids)));
            }
            if (!missing.isEmpty()) {
                context.terminal().flush();
                throw CommandException.error(String.join("\n", missing));
            }
        }
        return ExitCode.SUCCESS.number();
    }
}
