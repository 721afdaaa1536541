package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.SwarmClient;
import java.util.concurrent.TimeUnit;

/** Waits until the swarm has another root, and tells how far it is. */
final class RotationWait {
    private final CommandContext context;
    private final ClusterClient client;
    private final boolean quiet;

    RotationWait(CommandContext context, ClusterClient client, boolean quiet) {
        this.context = context;
        this.client = client;
        this.quiet = quiet;
    }

    /** The swarm as it is with its new root. */
    SwarmClient.Cluster run() throws ClusterException, InterruptedException {
        var told = "";
        var cluster = client.swarm().cluster();
        tell("desired root digest: " + RootDigest.of(cluster.desiredRoot()));
        while (cluster.rotating()) {
            var progress = "  rotated TLS certificates:  " + cluster.renewed() + "/" + cluster.nodes() + " nodes"
                    + (cluster.waitingFor().isEmpty()
                            ? ""
                            : "; waiting for " + String.join(", ", cluster.waitingFor()));
            if (!progress.equals(told)) {
                tell(progress);
                told = progress;
            }
            TimeUnit.NANOSECONDS.sleep(Limits.ROTATION_LOOK.toNanos());
            cluster = client.swarm().cluster();
        }
        tell("  rotated TLS certificates:  " + cluster.nodes() + "/" + cluster.nodes() + " nodes");
        return cluster;
    }

    private void tell(String line) {
        if (!quiet) {
            context.tell(line);
        }
    }
}
