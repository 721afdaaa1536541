package io.stackctl.cli;

import io.stackctl.cli.CommandTree.Branch;
import java.util.List;
import java.util.function.Function;

/** The commands for single services. */
final class ServiceCommands {
    static final List<Branch> ALL = List.of(
            leaf(CreateServiceCommand::new, "create"),
            leaf(InspectServiceCommand::new, "inspect"),
            leaf(LogsCommand::new, "logs"),
            leaf(ListAllServicesCommand::new, "ls", "list"),
            leaf(ListServiceTasksCommand::new, "ps"),
            leaf(RemoveServicesCommand::new, "rm", "remove"),
            leaf(RollbackServiceCommand::new, "rollback"),
            leaf(ScaleServicesCommand::new, "scale"),
            leaf(UpdateServiceCommand::new, "update"));

    private ServiceCommands() {}

    private static Branch leaf(Function<CommandContext, Object> maker, String... names) {
        return new Branch(List.of(names), maker, List.of());
    }
}
