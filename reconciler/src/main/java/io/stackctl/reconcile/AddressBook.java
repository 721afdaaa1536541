package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.Subnet;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which addresses of a network are held: by tasks that have not ended, and by gateways. Worked out from the state when
 * a tick first asks for a network, and kept up to date in that tick.
 */
final class AddressBook {
    private final TreeMap<NetworkId, BitSet> held = new TreeMap<>();

    /** Walks all tasks once for the networks that are not known yet. */
    void learn(ClusterState state, Collection<NetworkId> networks) {
        var wanted = new TreeSet<>(networks);
        wanted.removeAll(held.keySet());
        if (wanted.isEmpty()) {
            return;
        }
        for (var id : wanted) {
            held.put(id, new BitSet());
            state.networks()
                    .get(id)
                    .ifPresent(network -> network.gateways().values().forEach(address -> hold(network, address)));
        }
        for (var tasks : state.tasks().byService()) {
            for (var task : tasks) {
                if (task.alive()) {
                    learn(state, wanted, task);
                }
            }
        }
    }

    private void learn(ClusterState state, SortedSet<NetworkId> wanted, Task task) {
        for (var given : task.addresses()) {
            if (wanted.contains(given.network())) {
                state.networks().get(given.network()).ifPresent(network -> hold(network, given.address()));
            }
        }
    }

    void hold(Network network, Ipv4Address address) {
        offset(network, address).ifPresent(offset -> of(network).set(offset));
    }

    boolean free(Network network, Ipv4Address address) {
        return offset(network, address).map(offset -> !of(network).get(offset)).orElse(false);
    }

    int count(Network network) {
        return of(network).cardinality();
    }

    /**
     * The next free address after the last one given, from the start again at the end. Never the network's own, its
     * broadcast address, or the one kept for a gateway.
     */
    Optional<Ipv4Address> next(Network network) {
        var subnet = network.subnet().orElseThrow();
        var range = pool(network).flatMap(NetworkSpec.Pool::range).filter(part -> subnet.contains(part.base()));
        long first = range.map(part -> part.base().unsigned() - subnet.base().unsigned())
                .orElse(0L);
        long last = range.map(part -> first + part.size() - 1).orElse(subnet.size() - 1);
        int from = (int) Math.max(1, first);
        int to = (int) Math.min(Math.min(subnet.size() - 2, last), Integer.MAX_VALUE - 1);
        int start = network.lastGiven()
                .flatMap(address -> offset(network, address))
                .map(offset -> offset + 1)
                .filter(offset -> offset >= from && offset <= to)
                .orElse(from);
        return free(network, start, to).or(() -> free(network, from, start - 1));
    }

    private Optional<Ipv4Address> free(Network network, int from, int to) {
        var taken = of(network);
        var base = network.subnet().orElseThrow().base();
        for (int offset = taken.nextClearBit(from); offset <= to; offset = taken.nextClearBit(offset + 1)) {
            var address = base.plus(offset);
            if (!address.equals(keptForGateway(network))) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /** The address that the user named, or the first one: the first node that needs a gateway gets it, and no task. */
    static Ipv4Address keptForGateway(Network network) {
        return pool(network)
                .flatMap(NetworkSpec.Pool::gateway)
                .orElseGet(() -> subnet(network).first());
    }

    private static Optional<NetworkSpec.Pool> pool(Network network) {
        return network.spec().pools().stream().findFirst();
    }

    private static Subnet subnet(Network network) {
        return network.subnet().orElseThrow();
    }

    private BitSet of(Network network) {
        var taken = held.get(network.id());
        if (taken == null) {
            throw new IllegalStateException("the addresses of network " + network.name() + " were not looked up");
        }
        return taken;
    }

    private static Optional<Integer> offset(Network network, Ipv4Address address) {
        return network.subnet().filter(subnet -> subnet.contains(address)).map(subnet ->
                (int) (address.unsigned() - subnet.base().unsigned()));
    }
}
