package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.output.Durations;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Waits until a node runs no task any more. */
final class DrainWait {
    private final CommandContext context;
    private final ClusterClient client;
    private final Optional<Duration> limit;
    private final long started = System.nanoTime();

    /** {@code limit}: empty is without end. */
    DrainWait(CommandContext context, ClusterClient client, Optional<Duration> limit) {
        this.context = context;
        this.client = client;
        this.limit = limit;
    }

    /** {@code name}: as the user calls it. */
    ExitCode run(NodeId node, String name) throws ClusterException, InterruptedException {
        var told = "";
        while (true) {
            var left = left(node);
            if (left.isEmpty()) {
                return ExitCode.SUCCESS;
            }
            if (!left.equals(told)) {
                context.tell(name + " still runs " + left);
                told = left;
            }
            if (limit.isPresent() && System.nanoTime() - started >= limit.get().toNanos()) {
                context.tell("timeout after " + Durations.brief(limit.get()) + ": " + name + " still runs " + left
                        + "; the cluster goes on moving what fits elsewhere, and `stackctl node ps " + name
                        + "` says what does not");
                return ExitCode.TIMEOUT;
            }
            TimeUnit.NANOSECONDS.sleep(Limits.DRAIN_LOOK.toNanos());
        }
    }

    /** The services with tasks there and their number, such as {@code demo_web (2)}; empty when there are none. */
    private String left(NodeId node) throws ClusterException, InterruptedException {
        var counts = new TreeMap<String, Long>();
        for (var service : client.tasksOn(List.of(node.value())).services()) {
            long alive = service.tasks().stream()
                    .filter(Task::alive)
                    .filter(task -> task.node().equals(Optional.of(node)))
                    .count();
            if (alive > 0) {
                counts.merge(service.name(), alive, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
