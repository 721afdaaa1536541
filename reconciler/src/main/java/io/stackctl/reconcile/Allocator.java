package io.stackctl.reconcile;

import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gives subnets to networks, published ports to services, and addresses to tasks before they are placed. */
final class Allocator implements Stage {
    /** A task to be served, with its service. */
    private record Needy(Service service, Task task) {}

    @Override
    public void run(Draft draft) {
        Subnets.give(draft);
        var needy = new ArrayList<Needy>();
        for (var service : draft.services()) {
            if (!service.removing()) {
                Ports.give(draft, service);
                collect(draft, service, needy);
            }
        }
        if (!needy.isEmpty()) {
            draft.addresses().learn(draft.state(), networks(draft, needy));
            needy.forEach(it -> serve(draft, it.service(), it.task()));
        }
    }

    private static void collect(Draft draft, Service service, List<Needy> needy) {
        for (var place : draft.roster(service).places()) {
            for (var task : place.tasks()) {
                if (unplaced(task) && !Addresses.complete(draft, task)) {
                    needy.add(new Needy(service, task));
                }
            }
        }
    }

    static boolean unplaced(Task task) {
        return task.node().isEmpty() && task.staying() && task.alive();
    }

    private static SortedSet<NetworkId> networks(Draft draft, List<Needy> needy) {
        var ids = new TreeSet<NetworkId>();
        for (var it : needy) {
            for (var attachment : draft.spec(it.task()).networks()) {
                draft.networks().find(attachment.network()).ifPresent(network -> ids.add(network.id()));
            }
        }
        return ids;
    }

    private static void serve(Draft draft, Service service, Task task) {
        switch (Addresses.give(draft, task)) {
            case Addresses.Given.Changes(var changes) -> {
                if (draft.put(changes)) {
                    Addresses.hold(draft, changes);
                }
            }
            case Addresses.Given.Missing(var why, var network) -> {
                var waits = network.flatMap(id -> holder(draft, service, task, id))
                        .filter(_ -> task.after().isEmpty())
                        .map(old -> task.following(old.id()))
                        .orElse(task)
                        .waitingFor(Optional.of(why));
                if (!waits.equals(task)) {
                    draft.put(waits);
                }
                draft.keepAwake(service);
            }
        }
    }

    /** The task that the new one was to run beside, if it holds an address of the kind that is missing: it has to go first. */
    private static Optional<Task> holder(Draft draft, Service service, Task task, NetworkId network) {
        return draft.roster(service).place(task.slot()).stream()
                .flatMap(place -> place.staying().stream())
                .filter(old -> old.born().compareTo(task.born()) < 0)
                .filter(old -> old.addresses().stream()
                        .anyMatch(given -> given.network().equals(network)))
                .findFirst();
    }
}
