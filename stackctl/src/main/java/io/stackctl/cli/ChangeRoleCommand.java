package io.stackctl.cli;

import io.stackctl.cli.client.SwarmClient;
import io.stackctl.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stackctl node promote} and {@code stackctl node demote}. */
@Command(
        description = "Change the role of one or more nodes in the swarm",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl node promote worker1", "  stackctl node demote manager2"})
final class ChangeRoleCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Node.Role role;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "IDs or host names of nodes")
    private final List<String> nodes = new ArrayList<>();

    private ChangeRoleCommand(CommandContext context, Node.Role role) {
        this.context = context;
        this.role = role;
    }

    static ChangeRoleCommand promote(CommandContext context) {
        return new ChangeRoleCommand(context, Node.Role.MANAGER);
    }

    static ChangeRoleCommand demote(CommandContext context) {
        return new ChangeRoleCommand(context, Node.Role.WORKER);
    }

    @Override
    public Integer call() throws Exception {
        var update = new SwarmClient.NodeUpdate(Optional.empty(), Optional.of(role), new TreeMap<>(), List.of());
        try (var client = context.connect()) {
            for (var node : nodes) {
                boolean changed = client.swarm().update(node, update);
                context.printLine(sentence(node, changed));
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private String sentence(String node, boolean changed) {
        return switch (role) {
            case MANAGER ->
                changed
                        ? "Node " + node + " promoted to a manager in the swarm."
                        : "Node " + node + " is already a manager.";
            case WORKER ->
                changed ? "Manager " + node + " demoted in the swarm." : "Node " + node + " is already a worker.";
        };
    }
}
