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
 * @param lastSubnet the allocator goes on after it, so that the subnet of a removed network rests before it comes back
 * @param contentKey seals secrets and makes their versions; empty before the first transaction
 */
public record ClusterSettings(
        Optional<ClusterId> id,
        int format,
        int taskHistory,
        List<Subnet> addressPools,
        int poolPrefix,
        Optional<Subnet> lastSubnet,
        Duration nodeDownAfter,
        Optional<Bytes> contentKey) {
    public static final ClusterSettings INITIAL = new ClusterSettings(
            Optional.empty(),
            1,
            5,
            List.of(Subnet.parse("10.0.0.0/8").orElseThrow()),
            24,
            Optional.empty(),
            Duration.ofSeconds(5),
            Optional.empty());

    public ClusterSettings {
        addressPools = List.copyOf(addressPools);
    }

    public ClusterSettings afterSubnet(Subnet given) {
        return new ClusterSettings(
                id, format, taskHistory, addressPools, poolPrefix, Optional.of(given), nodeDownAfter, contentKey);
    }

    public ClusterSettings withFormat(int written) {
        return new ClusterSettings(
                id, written, taskHistory, addressPools, poolPrefix, lastSubnet, nodeDownAfter, contentKey);
    }

    public ClusterSettings withTaskHistory(int tasks) {
        return new ClusterSettings(id, format, tasks, addressPools, poolPrefix, lastSubnet, nodeDownAfter, contentKey);
    }

    public ClusterSettings withNodeDownAfter(Duration silence) {
        return new ClusterSettings(id, format, taskHistory, addressPools, poolPrefix, lastSubnet, silence, contentKey);
    }
}
