package io.stackctl.cli;

import io.stackctl.cli.client.SwarmClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stackctl swarm update}. */
@Command(
        description = "Update the swarm",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm update --cert-expiry 720h",
            "  stackctl swarm update --dispatcher-heartbeat 10s",
            "  stackctl swarm update --autolock"
        })
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

    @Option(
            names = "--autolock",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Change manager autolocking setting")
    private Optional<Boolean> autolock = Optional.empty();

    @Mixin
    private final ExternalAuthorityOption externals = new ExternalAuthorityOption();

    @Mixin
    private final SnapshotOptions snapshots = new SnapshotOptions();

    UpdateClusterCommand(CommandContext context) {
        this.context = context;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws Exception {
        if (nothing()) {
            context.print(Help.of(spec.commandLine()));
            return ExitCode.SUCCESS.number();
        }
        snapshots.check();
        try (var client = context.connect()) {
            var unlockKey = client.swarm()
                    .update(new SwarmClient.Update(
                            taskHistory,
                            nodeDownAfter,
                            certificateLife,
                            autolock,
                            externals.given() ? Optional.of(externals.externals()) : Optional.empty()));
            context.printLine("Swarm updated.");
            if (unlockKey.isPresent()) {
                UnlockKeyCommand.printUnlock(context, unlockKey.get());
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private boolean nothing() {
        return taskHistory.isEmpty()
                && certificateLife.isEmpty()
                && nodeDownAfter.isEmpty()
                && autolock.isEmpty()
                && !externals.given()
                && !snapshots.given();
    }
}
