package io.stackctl.cli;

import io.stackctl.cli.client.Answers.ServiceChanged;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.progress.Expectation;

/** Waits for one service after it was made or changed. */
final class ServiceWait {
    private final CommandContext context;
    private final ClusterClient client;
    private final WaitOptions options;

    ServiceWait(CommandContext context, ClusterClient client, WaitOptions options) {
        this.context = context;
        this.client = client;
        this.options = options;
    }

    /** {@code verb}: what was done, for the words. */
    ExitCode run(String verb, ServiceChanged changed) throws ClusterException, InterruptedException {
        return run(verb, changed, Expectation.of(changed));
    }

    ExitCode run(String verb, ServiceChanged changed, Expectation expected)
            throws ClusterException, InterruptedException {
        context.terminal().flush();
        if (options.detach) {
            return ExitCode.SUCCESS;
        }
        var awaited = new AwaitedService(changed.id(), changed.name(), verb);
        var printer = options.printer(context, changed.name());
        return new DeployWait(context, client, awaited, expected, printer, options.limit()).run();
    }
}
