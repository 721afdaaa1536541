package io.stackctl.cli;

import io.stackctl.cli.client.SwarmClient;
import io.stackctl.cluster.Node;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl swarm join-token}. */
@Command(
        description = "Manage join tokens",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm join-token worker",
            "  stackctl swarm join-token --rotate manager",
            "",
            "Rotating makes the token of before useless; nodes that have joined stay."
        })
final class JoinTokenCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "worker|manager", description = "What whoever brings the token becomes")
    private String role = "";

    @Option(names = "--rotate", description = "Rotate join token")
    private boolean rotate;

    @Mixin
    private final QuietOption quiet = new QuietOption();

    JoinTokenCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var wanted = switch (role) {
            case "worker" -> Node.Role.WORKER;
            case "manager" -> Node.Role.MANAGER;
            default -> throw CommandException.error("unknown role " + role);
        };
        try (var client = context.connect()) {
            var token = client.swarm().joinToken(wanted, rotate);
            if (quiet.quiet) {
                context.printLine(token.token());
                return ExitCode.SUCCESS.number();
            }
            if (rotate) {
                context.printLine("Successfully rotated " + role + " join token.");
                context.printLine("");
            }
            printJoin(context, wanted, token);
        }
        return ExitCode.SUCCESS.number();
    }

    /** As docker prints it. */
    static void printJoin(CommandContext context, Node.Role role, SwarmClient.Token token) {
        context.printLine(
                "To add a " + role.name().toLowerCase(Locale.ROOT) + " to this swarm, run the following command:");
        context.printLine("");
        context.printLine("    stackctl swarm join --token " + token.token() + " " + token.address());
        context.printLine("");
    }
}
