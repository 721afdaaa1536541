package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskAddress;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The addresses of tasks, and of the nodes' gateways, on the networks of the cluster. */
final class Addresses {
    /** What came of giving out addresses: the changes to make together, or why it is not possible now. */
    sealed interface Given {
        record Changes(List<Change> changes) implements Given {}

        /** {@code network}: the one that has none left, if that is the reason. */
        record Missing(String why, Optional<NetworkId> network) implements Given {}
    }

    private Addresses() {}

    /** Whether the task has an address on each network of its spec. */
    static boolean complete(Draft draft, Task task) {
        for (var attachment : draft.spec(task).networks()) {
            if (!draft.networks().needsNone(attachment)
                    && held(draft, task, attachment).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the new task can only get its addresses when the old one gives back its own. */
    static boolean waitFor(Draft draft, Task next, Task old) {
        for (var attachment : draft.spec(next).networks()) {
            var network = draft.networks().find(attachment.network());
            if (network.isPresent()
                    && held(draft, next, attachment).isEmpty()
                    && old.addresses().stream()
                            .anyMatch(given ->
                                    given.network().equals(network.get().id()))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<TaskAddress> held(Draft draft, Task task, NetworkAttachment attachment) {
        var network = draft.networks().find(attachment.network());
        return task.addresses().stream()
                .filter(given ->
                        network.map(it -> it.id().equals(given.network())).orElse(false))
                .findFirst();
    }

    /** Gives the task what it lacks, on all networks or on none. */
    static Given give(Draft draft, Task task) {
        var addresses = new ArrayList<TaskAddress>();
        var touched = new TreeMap<NetworkId, Network>();
        for (var attachment : draft.spec(task).networks()) {
            if (draft.networks().needsNone(attachment)) {
                continue;
            }
            var found = draft.networks().find(attachment.network());
            if (found.isEmpty()) {
                return new Given.Missing("network " + attachment.network() + " does not exist", Optional.empty());
            }
            var network = touched.getOrDefault(found.get().id(), found.get());
            var has = held(draft, task, attachment);
            if (has.isPresent()) {
                addresses.add(has.get());
                continue;
            }
            var address = pick(draft, network, attachment.address());
            if (address.isEmpty()) {
                return missing(draft, network, attachment.address());
            }
            addresses.add(new TaskAddress(network.id(), address.get()));
            if (attachment.address().isEmpty()) {
                touched.put(network.id(), network.with(network.gateways(), address));
            }
        }
        var changes = new ArrayList<Change>();
        changes.add(new Change.PutTask(task.addressed(addresses)));
        touched.values().forEach(network -> changes.add(new Change.PutNetwork(network)));
        return new Given.Changes(changes);
    }

    /** Gives the node a gateway on each network of the task that it has none on yet. */
    static Given gateways(Draft draft, Task task, NodeId node) {
        var changes = new ArrayList<Change>();
        for (var given : task.addresses()) {
            var network = draft.state().networks().get(given.network()).orElseThrow();
            if (network.gateways().containsKey(node)) {
                continue;
            }
            draft.addresses().learn(draft.state(), List.of(network.id()));
            var kept = AddressBook.keptForGateway(network);
            var address = draft.addresses().free(network, kept)
                    ? Optional.of(kept)
                    : draft.addresses().next(network);
            if (address.isEmpty()) {
                return new Given.Missing(full(draft, network), Optional.of(network.id()));
            }
            var all = new TreeMap<>(network.gateways());
            all.put(node, address.get());
            var last = address.get().equals(kept) ? network.lastGiven() : address;
            changes.add(new Change.PutNetwork(network.with(all, last)));
        }
        return new Given.Changes(changes);
    }

    private static Optional<Ipv4Address> pick(Draft draft, Network network, Optional<Ipv4Address> fixed) {
        if (network.subnet().isEmpty()) {
            return Optional.empty();
        }
        draft.addresses().learn(draft.state(), List.of(network.id()));
        return fixed.isPresent()
                ? fixed.filter(address -> draft.addresses().free(network, address))
                : draft.addresses().next(network);
    }

    private static Given missing(Draft draft, Network network, Optional<Ipv4Address> fixed) {
        if (network.subnet().isEmpty()) {
            return new Given.Missing(
                    "network " + network.name() + " has no subnet yet: " + Subnets.whyNone(draft.state(), network),
                    Optional.empty());
        }
        var subnet = network.subnet().get();
        if (fixed.isPresent() && !subnet.contains(fixed.get())) {
            return new Given.Missing(
                    "address " + fixed.get() + " is not in network " + network.name() + " (" + subnet + ")",
                    Optional.empty());
        }
        var why = fixed.map(address -> "address " + address + " of network " + network.name() + " is in use")
                .orElseGet(() -> full(draft, network));
        return new Given.Missing(why, Optional.of(network.id()));
    }

    private static String full(Draft draft, Network network) {
        return "no free address in network " + network.name() + " ("
                + network.subnet().orElseThrow() + ": " + draft.addresses().count(network) + " in use)";
    }

    /** Notes in the tick's book what was given. */
    static void hold(Draft draft, List<Change> changes) {
        for (var change : changes) {
            if (change instanceof Change.PutTask(var task)) {
                for (var given : task.addresses()) {
                    var network = draft.state().networks().get(given.network()).orElseThrow();
                    draft.addresses().hold(network, given.address());
                }
            } else if (change instanceof Change.PutNetwork(var network)) {
                network.gateways().values().forEach(address -> draft.addresses().hold(network, address));
            }
        }
    }
}
