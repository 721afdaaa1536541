package io.stackctl.cli;

import io.stackctl.cli.CommandTree.Branch;
import java.util.List;
import java.util.function.Function;

/** The commands for the names that a user has for clusters. */
final class ContextCommands {
    static final List<Branch> ALL = List.of(
            leaf(CreateContextCommand::new, "create"),
            leaf(InspectContextsCommand::new, "inspect"),
            leaf(ListContextsCommand::new, "ls", "list"),
            leaf(RemoveContextsCommand::new, "rm", "remove"),
            leaf(ShowContextCommand::new, "show"),
            leaf(UseContextCommand::new, "use"));

    private ContextCommands() {}

    private static Branch leaf(Function<CommandContext, Object> maker, String... names) {
        return new Branch(List.of(names), maker, List.of());
    }
}
