package io.stackctl.cluster;

import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.Subnet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A network of the cluster.
 *
 * @param subnet no other network of the cluster overlaps it; empty until the allocator gave one
 * @param gateways the address of each node's bridge
 * @param lastGiven the allocator goes on after it, so that a freed address rests before it is given again
 * @param removing it goes when the last task on it has ended
 */
public record Network(
        NetworkId id,
        Optional<StackId> stack,
        NetworkSpec spec,
        Optional<Subnet> subnet,
        SortedMap<NodeId, Ipv4Address> gateways,
        Optional<Ipv4Address> lastGiven,
        Instant createdAt,
        boolean removing) {
    public Network {
        gateways = Immutable.sorted((Map<NodeId, Ipv4Address>) gateways);
    }

    public String name() {
        return spec.name();
    }

    public Network with(Subnet given) {
        return new Network(id, stack, spec, Optional.of(given), gateways, lastGiven, createdAt, removing);
    }

    public Network with(SortedMap<NodeId, Ipv4Address> given, Optional<Ipv4Address> last) {
        return new Network(id, stack, spec, subnet, given, last, createdAt, removing);
    }

    public Network onTheWayOut() {
        return new Network(id, stack, spec, subnet, gateways, lastGiven, createdAt, true);
    }
}
