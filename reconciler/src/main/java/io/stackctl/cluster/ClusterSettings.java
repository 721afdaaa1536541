package io.stackctl.cluster;

import io.stackctl.spec.Subnet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What holds for the whole cluster.
 *
 * @param id empty before the first transaction
 * @param format of log entries and snapshots that the leader writes
 * @param taskHistory tasks kept for each slot, the running one among them
 * @param addressPools where subnets of networks come from, each cut into pieces of {@code poolPrefix}
 * @param contentKey seals secrets and makes their versions; empty before the first transaction
 */
public record ClusterSettings(
        Optional<ClusterId> id,
        int format,
        int taskHistory,
        List<Subnet> addressPools,
        int poolPrefix,
        Duration nodeDownAfter,
        Optional<Bytes> contentKey) {
    public static final ClusterSettings INITIAL = new ClusterSettings(
            Optional.empty(),
            1,
            5,
            List.of(Subnet.parse("10.0.0.0/8").orElseThrow()),
            24,
            Duration.ofSeconds(5),
            Optional.empty());

    public ClusterSettings {
        addressPools = List.copyOf(addressPools);
    }
}
