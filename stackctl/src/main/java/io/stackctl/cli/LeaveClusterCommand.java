package io.stackctl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stackctl swarm leave}. The daemon knows what would be lost, and refuses with docker's texts. */
@Command(
        description = "Leave the swarm",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm leave",
            "  stackctl swarm leave --force",
            "",
            "With the last manager all state of the swarm goes: stacks, secrets, configs. Named volumes stay."
        })
final class LeaveClusterCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = {"-f", "--force"},
            description = "Force this node to leave the swarm, ignoring warnings")
    private boolean force;

    LeaveClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var client = context.connect()) {
            client.leaveCluster(force);
        }
        context.printLine("Node left the swarm.");
        return ExitCode.SUCCESS.number();
    }
}
