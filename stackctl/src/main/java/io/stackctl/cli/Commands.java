package io.stackctl.cli;

import io.stackctl.cli.CommandTree.Branch;
import io.stackctl.cli.client.ContentKind;
import java.util.List;
import java.util.function.Function;

/** Every command, under each of its names. */
final class Commands {
    private static final Branch DEPLOY = leaf(DeployCommand::new, "deploy", "up");
    private static final Branch REMOVE = leaf(RemoveStacksCommand::new, "rm", "remove", "down");
    private static final Branch LIST_STACKS = leaf(ListStacksCommand::new, "ls", "list");
    private static final Branch SERVICES = leaf(ListServicesCommand::new, "services");
    private static final Branch TASKS = leaf(ListTasksCommand::new, "ps");
    private static final Branch CONFIG = leaf(ConfigCommand::new, "config");

    static final List<Branch> ALL = List.of(
            DEPLOY,
            leaf(DiffCommand::new, "diff"),
            leaf(HistoryCommand::new, "history"),
            leaf(RollbackCommand::new, "rollback"),
            REMOVE,
            LIST_STACKS,
            TASKS,
            SERVICES,
            leaf(LogsCommand::new, "logs"),
            new Branch(CONFIG.names(), CONFIG.maker(), ContentCommands.of(ContentKind.CONFIG)),
            leaf(ConvertCommand::new, "convert"),
            leaf(ExportCommand::new, "export"),
            leaf(ValidateCommand::new, "validate"),
            leaf(ExplainCommand::new, "explain"),
            group("secret", "Manage secrets", ContentCommands.of(ContentKind.SECRET)),
            group("service", "Manage services", ServiceCommands.ALL),
            group("node", "Manage nodes", NodeCommands.NODE),
            group("swarm", "Manage the swarm", NodeCommands.SWARM),
            group("cluster", "Back the cluster up and bring it back", ClusterCommands.ALL),
            group("stack", "Manage stacks", List.of(DEPLOY, REMOVE, LIST_STACKS, TASKS, SERVICES, CONFIG)),
            group("context", "Manage contexts: names for clusters", ContextCommands.ALL),
            leaf(DialStdioCommand::new, "dial-stdio"),
            leaf(DoctorCommand::new, "doctor"),
            leaf(InfoCommand::new, "info"),
            leaf(VersionCommand::new, "version"),
            leaf(HelpCommand::new, "help"));

    private Commands() {}

    private static Branch leaf(Function<CommandContext, Object> maker, String... names) {
        return new Branch(List.of(names), maker, List.of());
    }

    private static Branch group(String name, String description, List<Branch> children) {
        return new Branch(List.of(name), context -> Group.of(context, description), children);
    }
}
