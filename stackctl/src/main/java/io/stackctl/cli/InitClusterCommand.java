package io.stackctl.cli;

import io.stackctl.cli.client.Questions;
import io.stackctl.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stackctl swarm init}: makes a cluster of this machine, and starts its daemon when none runs. */
@Command(
        description = "Initialize a swarm: this machine becomes its first manager",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm init",
            "  stackctl swarm init --advertise-addr 192.168.1.10 --data-dir /srv/stackctl",
            "  stackctl swarm init --autolock",
            "",
            "Starts the daemon when none runs; where systemd runs it, that one is used. With --autolock a manager that starts",
            "again reads nothing and starts nothing until it is told its unlock key: stackctl swarm unlock."
        })
final class InitClusterCommand implements Callable<Integer> {
    private static final int DATA_PATH_PORT = 4789;

    private final CommandContext context;

    @Mixin
    private final DaemonOptions daemon = new DaemonOptions();

    @Mixin
    private final AddressOptions address = new AddressOptions();

    @Option(
            names = "--default-addr-pool",
            split = ",",
            paramLabel = "CIDR",
            description = "Where subnets of networks are taken from")
    private final List<String> addressPools = new ArrayList<>();

    @Option(
            names = "--default-addr-pool-mask-length",
            paramLabel = "LENGTH",
            description = "Prefix of each subnet (default: 24)")
    private int poolPrefix = 24;

    @Option(names = "--task-history-limit", paramLabel = "COUNT", description = "Tasks kept for each slot (default: 5)")
    private int taskHistory = 5;

    @Option(
            names = "--cert-expiry",
            paramLabel = "DURATION",
            description = "Validity period for node certificates (default: 2160h)")
    private Optional<Duration> certificateLife = Optional.empty();

    @Option(
            names = "--dispatcher-heartbeat",
            paramLabel = "DURATION",
            description = "Silence after which a node is down (default: 5s)")
    private Optional<Duration> nodeDownAfter = Optional.empty();

    @Option(names = "--ca-cert", paramLabel = "FILE", description = "Your own root certificate, PEM")
    private String root = "";

    @Option(names = "--ca-key", paramLabel = "FILE", description = "The key of your own root certificate, PEM")
    private String rootKey = "";

    @Option(
            names = "--autolock",
            description = "Enable manager autolocking: an unlock key is needed to start a stopped manager")
    private boolean autolock;

    @Mixin
    private final ExternalAuthorityOption externals = new ExternalAuthorityOption();

    @Mixin
    private final SnapshotOptions snapshots = new SnapshotOptions();

    @Mixin
    private final DataPathOptions dataPath = new DataPathOptions();

    @Option(
            names = "--data-path-port",
            paramLabel = "PORT",
            description = "Refused, but for 0 and 4789: there is no data path between machines to choose")
    private int dataPathPort;

    @Option(
            names = "--force-new-cluster",
            description = "Go on with this manager alone when most are lost: stackctl cluster recover")
    private boolean forceNewCluster;

    InitClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        check();
        if (forceNewCluster) {
            try (var reached = daemon.reach(context)) {
                RecoverClusterCommand.recover(context, reached.client());
            }
            return ExitCode.SUCCESS.number();
        }
        var question = new Questions.InitCluster(
                address.advertise,
                address.listen,
                addressPools,
                poolPrefix,
                taskHistory,
                address.availability,
                certificateLife,
                nodeDownAfter,
                ExternalAuthorityOption.text(root),
                ExternalAuthorityOption.text(rootKey),
                autolock,
                externals.externals());
        try (var reached = daemon.reach(context)) {
            var client = reached.client();
            if (reached.started() && client.status().active()) {
                context.printLine(
                        "The daemon runs again: node " + client.status().nodeId() + " is back in its swarm.");
                return ExitCode.SUCCESS.number();
            }
            var made = client.initCluster(question);
            context.printLine("Swarm initialized: current node (" + made.node() + ") is now a manager.");
            context.printLine("");
            JoinTokenCommand.printJoin(context, Node.Role.WORKER, made.workerToken());
            context.printLine("To add a manager to this swarm, run 'stackctl swarm join-token manager' and follow the"
                    + " instructions.");
            context.printLine("");
            if (!made.unlockKey().isEmpty()) {
                UnlockKeyCommand.printUnlock(context, made.unlockKey());
                context.printLine("");
                context.printLine(
                        "Until then a restarted manager starts nothing: after a reboot of its last manager a swarm"
                                + " waits for the key.");
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private void check() throws CommandException {
        externals.externals();
        address.check();
        snapshots.check();
        dataPath.check();
        if (dataPathPort != 0 && dataPathPort != DATA_PATH_PORT) {
            throw DataPathOptions.refused("--data-path-port");
        }
        if (root.isEmpty() && (!rootKey.isEmpty() || externals.given())) {
            throw CommandException.error(
                    rootKey.isEmpty()
                            ? "--external-ca needs --ca-cert: the root whose certificates it makes"
                            : "--ca-cert and --ca-key go together");
        }
        if (!root.isEmpty() && rootKey.isEmpty() && !externals.given()) {
            throw CommandException.error("--ca-cert needs --ca-key, or an --external-ca that has the key");
        }
    }
}
