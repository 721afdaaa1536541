package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.StackFeed;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.output.Durations;
import io.stackctl.cli.progress.Expectation;
import io.stackctl.cli.progress.ProgressPrinter;
import io.stackctl.cli.progress.StackView;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Follows removals until the last task is gone. Tasks on nodes that are down are named, and do not hold it up. */
final class RemovalWait {
    private final CommandContext context;
    private final ClusterClient client;
    private final WaitOptions options;
    private final long started = System.nanoTime();

    RemovalWait(CommandContext context, ClusterClient client, WaitOptions options) {
        this.context = context;
        this.client = client;
        this.options = options;
    }

    ExitCode run(List<String> stacks, Revision revision) throws ClusterException, InterruptedException {
        for (String stack : stacks) {
            var printer = options.printer(context, stack);
            try (var _ = new Interruption(() -> interrupted(stack));
                    var feed = client.watch(stack, true)) {
                ExitCode code = follow(stack, revision, feed, printer);
                if (code != ExitCode.SUCCESS) {
                    return code;
                }
            } finally {
                printer.end();
            }
        }
        return ExitCode.SUCCESS;
    }

    private ExitCode follow(String stack, Revision revision, StackFeed feed, ProgressPrinter printer)
            throws ClusterException, InterruptedException {
        var expected = new Expectation(revision, 0, true, List.of());
        while (true) {
            Optional<Duration> left = timeLeft();
            if (left.filter(Duration::isZero).isPresent()) {
                context.tell("timeout after " + Durations.brief(options.timeout) + ": stack " + stack
                        + " is still being removed; the removal goes on in the cluster");
                return ExitCode.TIMEOUT;
            }
            Duration wait =
                    left.filter(rest -> rest.compareTo(printer.interval()) < 0).orElse(printer.interval());
            Optional<StackStatus> status = feed.next(wait);
            if (status.isEmpty()) {
                printer.tick(context.clock().instant(), left);
                continue;
            }
            StackStatus now = status.get();
            if (now.revision().compareTo(revision) < 0) {
                continue;
            }
            // A stack that rolls again is a new one of that name: the old one's removal goes on beside it.
            if (now.phase() != StackStatus.Phase.REMOVING) {
                return ExitCode.SUCCESS;
            }
            printer.show(StackView.of(now, expected), List.of(), context.clock().instant(), left);
            if (onlyDownNodesLeft(now)) {
                return ExitCode.SUCCESS;
            }
        }
    }

    private boolean onlyDownNodesLeft(StackStatus status) {
        var down = new TreeSet<String>();
        for (var service : status.services()) {
            for (Task task : service.tasks()) {
                if (!task.alive()) {
                    continue;
                }
                Optional<Node> node = status.nodes().stream()
                        .filter(candidate -> task.node().equals(Optional.of(candidate.id())))
                        .findFirst();
                if (node.isEmpty() || node.get().status().state() != Node.State.DOWN) {
                    return false;
                }
                down.add(node.get().description().hostname());
            }
        }
        if (!down.isEmpty()) {
            context.tell("tasks of " + status.name() + " remain on nodes that are down, and end when those return: "
                    + String.join(", ", down));
        }
        return !down.isEmpty();
    }

    private void interrupted(String stack) {
        context.terminal()
                .err()
                .println("\ninterrupted: the removal of " + stack + " goes on in the cluster. Wait for it again with:"
                        + " stackctl rm " + stack);
    }

    private Optional<Duration> timeLeft() {
        return options.limit().map(all -> {
            Duration left = all.minusNanos(System.nanoTime() - started);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }
}
