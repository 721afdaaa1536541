package io.stackctl.schedule;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.SpecKey;
import io.stackctl.spec.NetworkSpec;
import java.util.List;
import java.util.TreeMap;

/** The demands of a state's specs, each worked out once. */
final class Demands {
    private final ClusterState state;
    private final List<NetworkSpec> networks;
    private final TreeMap<SpecKey, Demand> known = new TreeMap<>();

    Demands(ClusterState state) {
        this.state = state;
        networks = state.networks().values().map(Network::spec).toList();
    }

    Demand of(SpecKey spec) {
        return known.computeIfAbsent(spec, key -> Demand.of(state.spec(key), networks));
    }
}
