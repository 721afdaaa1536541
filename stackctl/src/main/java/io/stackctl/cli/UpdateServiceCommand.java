package io.stackctl.cli;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.flags.ServiceFlags;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl service update}. Its flags are those of {@link ServiceFlags}. */
@Command(
        description = "Update a service, and wait until it has converged",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl service update --image redis:7.4 redis",
            "  stackctl service update --env-add LEVEL=debug --limit-memory 256m web",
            "",
            "A change to a service of a stack is drift: diff shows it, the next deploy of the files takes it back."
        })
final class UpdateServiceCommand implements Callable<Integer>, CommandTree.Completed {
    private final CommandContext context;
    private final FlagValues flags = new FlagValues(ServiceFlags.ofUpdate());

    @Parameters(paramLabel = "SERVICE", description = "Name or ID of the service")
    private String service = "";

    @Option(names = "--rollback", description = "Rollback to previous specification")
    private boolean rollback;

    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    UpdateServiceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void complete(CommandSpec spec) {
        flags.addTo(spec);
    }

    @Override
    public Integer call() throws Exception {
        if (rollback && !flags.isEmpty()) {
            throw CommandException.error("other flags may not be combined with --rollback");
        }
        try (var client = context.connect()) {
            if (rollback) {
                return RollbackServiceCommand.back(context, client, options.wait, service)
                        .number();
            }
            ServiceState live = ServiceNames.find(client, service);
            var spec = flags.edited(live.spec(), context.environment());
            var question = options.question(context, spec, flags.has("--image"));
            var changed = client.updateService(live.service(), question);
            context.printLine(service);
            return new ServiceWait(context, client, options.wait)
                    .run("update", changed)
                    .number();
        }
    }
}
