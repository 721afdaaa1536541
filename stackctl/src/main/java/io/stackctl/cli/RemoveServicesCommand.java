package io.stackctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stackctl service rm}. */
@Command(
        description = "Remove one or more services; their tasks stop on their own time",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl service rm helloworld",
            "",
            "A service of a stack comes back with the next deploy of its files."
        })
final class RemoveServicesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "Names or IDs of services")
    private final List<String> services = new ArrayList<>();

    RemoveServicesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var client = context.connect()) {
            RemovedNames.tell(context, client.removeServices(services));
        }
        return ExitCode.SUCCESS.number();
    }
}
