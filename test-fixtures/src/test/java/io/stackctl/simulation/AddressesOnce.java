package io.stackctl.simulation;

import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.spec.Ipv4Address;
import java.util.Map;
import java.util.TreeMap;

/** No two holders of one address, no overlapping networks, and no task placed without what it needs to start. */
final class AddressesOnce implements Invariant {
    @Override
    public void afterCommit(World world) {
        Map<NetworkId, Map<Ipv4Address, Object>> held = new TreeMap<>();
        for (var network : world.state.networks()) {
            held.put(network.id(), new TreeMap<>());
            network.gateways().forEach((node, address) -> hold(held, network, address, node));
            for (var other : world.state.networks()) {
                boolean overlap = network.subnet()
                        .flatMap(a -> other.subnet().map(a::overlaps))
                        .orElse(false);
                Violation.unless(network.id().equals(other.id()) || !overlap, "%s overlaps %s", network, other);
            }
        }
        for (var task : world.tasks()) {
            if (!task.alive()) {
                continue;
            }
            for (var given : task.addresses()) {
                var network = world.state.networks().get(given.network());
                Violation.unless(network.isPresent(), "the network of %s is gone", task);
                hold(held, network.orElseThrow(), given.address(), task);
                Violation.unless(
                        task.node().isEmpty()
                                || !world.state.nodes().contains(task.node().get())
                                || network.get()
                                        .gateways()
                                        .containsKey(task.node().get()),
                        "no gateway for %s",
                        task);
            }
            int wanted = world.state.spec(task.spec()).networks().size();
            Violation.unless(
                    task.node().isEmpty() || task.addresses().size() == wanted, "placed without addresses: %s", task);
        }
    }

    private static void hold(
            Map<NetworkId, Map<Ipv4Address, Object>> held, Network network, Ipv4Address address, Object who) {
        var subnet = network.subnet().orElseThrow();
        Violation.unless(
                subnet.contains(address) && !address.equals(subnet.base()) && !address.equals(subnet.broadcast()),
                "%s has %s, which is not for use",
                who,
                address);
        var other = held.getOrDefault(network.id(), new TreeMap<>()).put(address, who);
        Violation.unless(other == null, "%s is held by %s and %s", address, other, who);
    }
}
