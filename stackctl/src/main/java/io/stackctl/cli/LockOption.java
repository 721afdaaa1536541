package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.StackLock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How a command that changes whole stacks waits for others that do. */
final class LockOption {
    @Option(
            names = "--lock-wait",
            paramLabel = "DURATION",
            description = "How long to wait while somebody else deploys, rolls back or removes the stack, such as 90s;"
                    + " 0 ends with 7 at once (default: 10m)")
    private Duration wait = Limits.LOCK_WAIT;

    /** {@code say}: for those who watch. */
    StackLock take(
            CommandContext context, ClusterClient client, List<String> stacks, String purpose, Consumer<String> say)
            throws ClusterException, InterruptedException {
        return client.lock(
                stacks, StackInput.author(context), purpose, wait, holder -> say.accept("waiting: " + holder));
    }
}
