package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.progress.Expectation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl service rollback}. */
@Command(
        description = "Revert changes to a service's configuration",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl service rollback redis"})
final class RollbackServiceCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "SERVICE", description = "Name or ID of the service")
    private String service = "";

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    RollbackServiceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var client = context.connect()) {
            return back(context, client, wait, service).number();
        }
    }

    static ExitCode back(CommandContext context, ClusterClient client, WaitOptions wait, String service)
            throws Exception {
        var begun = client.rollbackService(service);
        context.printLine(service);
        return new ServiceWait(context, client, wait)
                .run("rollback", begun, Expectation.of(begun).goingBack());
    }
}
