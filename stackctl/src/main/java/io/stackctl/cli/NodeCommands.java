package io.stackctl.cli;

import io.stackctl.cli.CommandTree.Branch;
import java.util.List;
import java.util.function.Function;

/** The commands for nodes, and for the swarm that they make. */
final class NodeCommands {
    static final List<Branch> NODE = List.of(
            leaf(ChangeRoleCommand::demote, "demote"),
            leaf(InspectNodeCommand::new, "inspect"),
            leaf(ListNodesCommand::new, "ls", "list"),
            leaf(ChangeRoleCommand::promote, "promote"),
            leaf(ListNodeTasksCommand::new, "ps"),
            leaf(RemoveNodesCommand::new, "rm", "remove"),
            leaf(UpdateNodeCommand::new, "update"));

    static final List<Branch> SWARM = List.of(
            leaf(RootCertificateCommand::new, "ca"),
            leaf(InitClusterCommand::new, "init"),
            leaf(JoinClusterCommand::new, "join"),
            leaf(JoinTokenCommand::new, "join-token"),
            leaf(LeaveClusterCommand::new, "leave"),
            leaf(UnlockClusterCommand::new, "unlock"),
            leaf(UnlockKeyCommand::new, "unlock-key"),
            leaf(UpdateClusterCommand::new, "update"));

    private NodeCommands() {}

    private static Branch leaf(Function<CommandContext, Object> maker, String... names) {
        return new Branch(List.of(names), maker, List.of());
    }
}
