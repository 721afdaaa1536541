package io.stackctl.cli;

import io.stackctl.cli.client.DisasterClient;
import io.stackctl.cluster.Node;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl cluster restore}: makes this machine the only manager of the cluster in a backup. */
@Command(
        description = "Bring a cluster back from a backup, with this machine as its only manager",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl cluster restore --advertise-addr 192.168.1.10 stackctl-20260102-030405.backup",
            "",
            "For when no manager is left. The machine must be in no cluster; its daemon is started when none runs.",
            "Workers that reach the address by which they know a manager come back by themselves; other machines, and",
            "the managers of before, leave (stackctl swarm leave --force) and join again."
        })
final class RestoreClusterCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final DaemonOptions daemon = new DaemonOptions();

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    @Option(
            names = "--advertise-addr",
            required = true,
            paramLabel = "IP|INTERFACE[:PORT]",
            description = "Where other nodes reach this one")
    private String advertise = "";

    @Option(
            names = "--listen-addr",
            paramLabel = "IP|INTERFACE[:PORT]",
            description = "Listen address (default: 0.0.0.0:2377)")
    private String listen = "";

    @Option(
            names = "--node",
            paramLabel = "NAME|ID",
            description = "The manager whose place this machine takes (default: the one that was asked for the backup)")
    private String node = "";

    @Parameters(paramLabel = "FILE", description = "The backup")
    private String file = "";

    RestoreClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var backup = open()) {
            var secret = passphrase.read(context, false);
            try (var reached = daemon.reach(context)) {
                var wish = new DisasterClient.Restore(secret, advertise, listen, node);
                tell(reached.client().disaster().restore(wish, backup));
            }
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        return ExitCode.SUCCESS.number();
    }

    private InputStream open() throws CommandException {
        try {
            return new BufferedInputStream(Files.newInputStream(Path.of(file)));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private CommandException unreadable(IOException failure) {
        return CommandException.error("cannot read " + file + ": " + FileErrors.reason(failure));
    }

    private void tell(DisasterClient.Restored restored) {
        var label = restored.label();
        context.printLine("Cluster " + label.cluster() + " is back as of " + label.takenAt() + " (revision "
                + label.revision() + "): " + BackupClusterCommand.contents(label) + ".");
        context.printLine("Current node (" + restored.node() + ") is its only manager.");
        context.printLine("");
        GoneManagers.tell(context, restored.dropped());
        JoinTokenCommand.printJoin(context, Node.Role.WORKER, restored.workerToken());
    }
}
