package io.stackctl.cli;

import io.stackctl.cli.client.Answers.DaemonStatus;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.HostAddress;
import io.stackctl.cli.doctor.ClusterChecks;
import io.stackctl.cli.doctor.Finding;
import io.stackctl.cli.doctor.FolderChecks;
import io.stackctl.cli.doctor.MachineChecks;
import io.stackctl.cli.listing.FindingRows;
import io.stackctl.cli.output.Listing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stackctl doctor}. */
@Command(
        description = "Check this machine, its daemon and the cluster, and say what helps",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl doctor",
            "  stackctl doctor -o json",
            "",
            "Ends with 1 when a check fails; warnings end with 0. Changes nothing. Run it as root on each machine."
        })
final class DoctorCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final FormatOptions format = new FormatOptions();

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var listing = new Listing(FindingRows.LAYOUT, format.output(), false);
        var found = new ArrayList<Finding>();
        try (var client = context.connect()) {
            found.addAll(look(client));
        } catch (ClusterException unreachable) {
            found.add(Finding.fail(
                    "daemon", String.valueOf(unreachable.getMessage()), "start it: systemctl start stackd"));
        }
        context.print(listing.print(found.stream().map(FindingRows::of).toList()));
        boolean failed = found.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL);
        return (failed ? ExitCode.ERROR : ExitCode.SUCCESS).number();
    }

    private List<Finding> look(ClusterClient client) throws CommandException, ClusterException, InterruptedException {
        var status = client.status();
        var found = new ArrayList<Finding>();
        found.add(
                status.version().equals(Version.number())
                        ? Finding.ok("daemon", "version " + status.version() + ", process " + status.processId())
                        : Finding.warn(
                                "daemon",
                                "version " + status.version() + ", and this tool is " + Version.number(),
                                "restart the daemon after an upgrade"));
        found.add(engine(status));
        if (context.host() instanceof HostAddress.Unix) {
            found.addAll(new MachineChecks(Path.of("/proc"), Path.of("/sys")).run(status.processId()));
            found.addAll(new FolderChecks(
                            Path.of(status.dataDirectory()), context.clock().instant())
                    .run());
        }
        found.addAll(cluster(client, status));
        return found;
    }

    private static Finding engine(DaemonStatus status) {
        var engine = status.engine();
        return engine.problem().isEmpty()
                ? Finding.ok("engine", "version " + engine.version() + " at " + engine.socket())
                : Finding.fail(
                        "engine", engine.problem(), "start the engine, or name its socket: stackd --docker-host");
    }

    private static List<Finding> cluster(ClusterClient client, DaemonStatus status) throws InterruptedException {
        if (!status.active()) {
            return List.of(Finding.warn("cluster", "this machine is in none", "stackctl swarm init, or swarm join"));
        }
        if (!status.manager()) {
            return List.of(Finding.ok("cluster", "this machine is a worker; run doctor on a manager for the cluster"));
        }
        try {
            return new ClusterChecks(client.nodes()).run(ClusterChecks.Reach::byTcp);
        } catch (ClusterException failure) {
            return List.of(Finding.fail(
                    "managers",
                    String.valueOf(failure.getMessage()),
                    "bring managers back; see cluster recover when they are lost"));
        }
    }
}
