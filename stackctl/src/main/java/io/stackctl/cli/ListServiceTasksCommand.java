package io.stackctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl service ps}. */
@Command(
        description = "List the tasks of one or more services, with the ones before in each slot",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl service ps redis", "  stackctl service ps -f desired-state=running redis"})
final class ListServiceTasksCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "Names or IDs of services")
    private final List<String> services = new ArrayList<>();

    @Mixin
    private final TaskListOptions options = new TaskListOptions();

    ListServiceTasksCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var printer = options.printer(context);
        try (var client = context.connect()) {
            var tasks = client.tasks(Optional.empty(), services);
            context.print(printer.apply(tasks));
            ServiceNames.refuse(context, client, tasks.notFound());
        }
        return ExitCode.SUCCESS.number();
    }
}
