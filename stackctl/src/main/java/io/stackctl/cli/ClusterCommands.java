package io.stackctl.cli;

import io.stackctl.cli.CommandTree.Branch;
import java.util.List;
import java.util.function.Function;

/** The commands that keep a cluster from being lost, and bring it back. */
final class ClusterCommands {
    static final List<Branch> ALL = List.of(
            leaf(BackupClusterCommand::new, "backup"),
            leaf(RecoverClusterCommand::new, "recover"),
            leaf(RestoreClusterCommand::new, "restore"));

    private ClusterCommands() {}

    private static Branch leaf(Function<CommandContext, Object> maker, String name) {
        return new Branch(List.of(name), maker, List.of());
    }
}
