package io.stackctl.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stackctl swarm update}. */
@Command(
        description = "Update the swarm",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl swarm update --cert-expiry 720h", "  stackctl swarm update --dispatcher-heartbeat 10s"})
final class UpdateClusterCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Option(names = "--task-history-limit", paramLabel = "COUNT", description = "Tasks kept for each slot")
    private Optional<Integer> taskHistory = Optional.empty();

    @Option(
            names = "--cert-expiry",
            paramLabel = "DURATION",
            description = "Validity period for node certificates; counts from their next renewal")
    private Optional<Duration> certificateLife = Optional.empty();

    @Option(
            names = "--dispatcher-heartbeat",
            paramLabel = "DURATION",
            description = "Silence after which a node is down")
    private Optional<Duration> nodeDownAfter = Optional.empty();

    UpdateClusterCommand(CommandContext context) {
        this.context = context;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws Exception {
        if (taskHistory.isEmpty() && certificateLife.isEmpty() && nodeDownAfter.isEmpty()) {
            context.print(Help.of(spec.commandLine()));
            return ExitCode.SUCCESS.number();
        }
        try (var client = context.connect()) {
            client.swarm().update(taskHistory, nodeDownAfter, certificateLife);
        }
        context.printLine("Swarm updated.");
        return ExitCode.SUCCESS.number();
    }
}
