package io.stackctl.cli;

import io.stackctl.cli.client.Answers.LoggedLine;
import io.stackctl.cli.client.Answers.Tasks;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands before a line of a log: {@code demo_web.1.x1y2z3a4b5c6@node-1    | }. */
final class LogPrefixes {
    private static final int SHORT_ID = 12;

    private final ClusterClient client;
    private final Options options;
    private final Map<String, String> byTask = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private int widest;

    /** How prefixes look. */
    record Options(boolean resolve, boolean cutIds, boolean taskIds, boolean timestamps) {}

    LogPrefixes(ClusterClient client, Options options) {
        this.client = client;
        this.options = options;
    }

    /** Tasks that were born since the last look are asked for; one that cannot be found is called by its ids. */
    String of(LoggedLine line) throws ClusterException, InterruptedException {
        if (!byTask.containsKey(line.taskId()) && unknown.add(line.taskId())) {
            learn(client.tasks(Optional.empty(), List.of()));
        }
        String name = Optional.ofNullable(byTask.get(line.taskId()))
                .orElseGet(() -> line.serviceId() + "." + line.taskId() + "@" + line.nodeId());
        widest = Math.max(widest, name.length());
        return (options.timestamps() ? line.at() + " " : "") + name + " ".repeat(widest - name.length() + 4) + "| ";
    }

    private void learn(Tasks answer) {
        Map<String, String> hostnames = new HashMap<>();
        answer.nodes()
                .forEach(node ->
                        hostnames.put(node.id().value(), node.description().hostname()));
        for (var service : answer.services()) {
            String name =
                    options.resolve() ? service.name() : service.service().id().value();
            for (Task task : service.tasks()) {
                byTask.put(task.id().value(), name(name, task, hostnames));
            }
        }
    }

    private String name(String service, Task task, Map<String, String> hostnames) {
        String slot = switch (task.slot()) {
            case Slot.Replica(int number) -> Integer.toString(number);
            case Slot.OnNode(var node) -> cut(node.value());
        };
        String id = options.taskIds() ? "." + cut(task.id().value()) : "";
        String node = task.node()
                .map(known ->
                        options.resolve() ? hostnames.getOrDefault(known.value(), known.value()) : cut(known.value()))
                .orElse("");
        return service + "." + slot + id + "@" + node;
    }

    private String cut(String id) {
        return options.cutIds() && id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }
}
