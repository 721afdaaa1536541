package io.stackctl.cli;

import io.stackctl.cli.CommandTree.Branch;
import java.util.List;
import java.util.function.Function;

/** Every command, under each of its names. */
final class Commands {
    private static final Branch LIST_STACKS = leaf(ListStacksCommand::new, "ls", "list");
    private static final Branch SERVICES = leaf(ListServicesCommand::new, "services");
    private static final Branch TASKS = leaf(ListTasksCommand::new, "ps");

    static final List<Branch> ALL = List.of(
            TASKS,
            LIST_STACKS,
            SERVICES,
            group("node", "Manage nodes", leaf(ListNodesCommand::new, "ls", "list")),
            group("stack", "Manage stacks", LIST_STACKS, SERVICES, TASKS),
            leaf(VersionCommand::new, "version"),
            leaf(HelpCommand::new, "help"));

    private Commands() {}

    private static Branch leaf(Function<CommandContext, Object> maker, String... names) {
        return new Branch(List.of(names), maker, List.of());
    }

    private static Branch group(String name, String description, Branch... children) {
        return new Branch(List.of(name), context -> Group.of(context, description), List.of(children));
    }
}
