package io.stackctl.cli;

import io.stackctl.cli.client.SwarmClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl swarm join}: makes this machine a node of a swarm, and starts its daemon when none runs. */
@Command(
        description = "Join a swarm as a node and/or manager",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm join --token SWMTKN-1-... 192.168.1.10:2377",
            "",
            "A manager says the whole command: stackctl swarm join-token worker"
        })
final class JoinClusterCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final DaemonOptions daemon = new DaemonOptions();

    @Mixin
    private final AddressOptions address = new AddressOptions();

    @Option(names = "--token", required = true, paramLabel = "TOKEN", description = "Token for entry into the swarm")
    private String token = "";

    @Parameters(arity = "1..*", paramLabel = "HOST:PORT", description = "Any manager; the first that answers is asked")
    private final List<String> managers = new ArrayList<>();

    @Mixin
    private final DataPathOptions dataPath = new DataPathOptions();

    JoinClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        address.check();
        dataPath.check();
        try (var reached = daemon.reach(context)) {
            var client = reached.client();
            if (reached.started() && client.status().active()) {
                context.printLine(
                        "The daemon runs again: node " + client.status().nodeId() + " is back in its swarm.");
                return ExitCode.SUCCESS.number();
            }
            var joined = client.swarm()
                    .join(new SwarmClient.Join(
                            token, managers, address.advertise, address.listen, address.availability));
            joined.warnings().forEach(warning -> context.tell("WARNING: " + warning));
            context.printLine("This node joined a swarm as a " + (joined.manager() ? "manager." : "worker."));
        }
        return ExitCode.SUCCESS.number();
    }
}
