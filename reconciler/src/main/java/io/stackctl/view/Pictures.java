package io.stackctl.view;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Table;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkAttachment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pictures of all nodes at one revision. Goes on from one transaction to the next by looking at what changed: its
 * cost follows the transaction and the size of the nodes that it touches, not the size of the cluster.
 *
 * @param byNode the tasks of each node
 * @param names by network, then service
 * @param frontends by service
 */
public record Pictures(
        ClusterState state,
        Table<NodeId, Table<TaskKey, TaskAssignment>> byNode,
        Table<NetworkId, Table<ServiceId, SortedMap<String, List<Ipv4Address>>>> names,
        Table<ServiceId, List<Frontend>> frontends) {
    /** Looks at the whole state: once, when a manager starts or has loaded a snapshot. */
    public static Pictures of(ClusterState state) {
        var none = new Pictures(state, Table.empty(), Table.empty(), Table.empty());
        var all = none;
        for (var task : state.tasks().values().toList()) {
            all = all.withTask(task);
        }
        return all.withServices(state.services().keys().toList());
    }

    /**
     * The pictures after a transaction with these changes. Only what the whole transaction came to counts: it may change a
     * task and then remove it together with its spec.
     */
    public Pictures next(ClusterState after, List<Change> changes) {
        var services = new TreeSet<ServiceId>();
        var tasks = new TreeSet<TaskKey>();
        for (var change : changes) {
            switch (change) {
                case Change.PutTask(var task) -> tasks.add(task.key());
                case Change.RemoveTask(var key) -> tasks.add(key);
                case Change.PutService(var service) -> services.add(service.id());
                case Change.RemoveService(var id) -> services.add(id);
                case Change.PutNetwork(var network) -> services.addAll(renamed(after, network.id()));
                case Change.RemoveNetwork(var id) -> services.addAll(renamed(after, id));
                case Change.PutSettings _,
                        Change.PutTrust _,
                        Change.PutNode _,
                        Change.RemoveNode _,
                        Change.PutStack _,
                        Change.RemoveStack _,
                        Change.PutSpec _,
                        Change.RemoveSpec _,
                        Change.PutSecret _,
                        Change.RemoveSecret _,
                        Change.PutConfig _,
                        Change.RemoveConfig _,
                        Change.PutAnswer _,
                        Change.RemoveAnswer _ -> {}
            }
        }
        var next = new Pictures(after, byNode, names, frontends);
        for (var key : tasks) {
            services.add(key.service());
            var task = after.tasks().get(key);
            next = next.without(state, key, task.flatMap(Task::node));
            next = task.isPresent() ? next.withTask(task.get()) : next;
        }
        return next.withServices(services);
    }

    /** The services whose network of a name is another one now; none when the network only got addresses. */
    private List<ServiceId> renamed(ClusterState after, NetworkId id) {
        var was =
                state.networks().get(id).filter(network -> !network.removing()).map(Network::name);
        var is = after.networks().get(id).filter(network -> !network.removing()).map(Network::name);
        return was.equals(is) ? List.of() : after.services().keys().toList();
    }

    /** What that node must do and know. */
    public NodePicture picture(NodeId node) {
        var tasks = new TreeMap<TaskKey, TaskAssignment>();
        var networks = new TreeMap<NetworkId, NetworkAssignment>();
        var zones = new TreeMap<NetworkId, DnsZone>();
        byNode.get(node).orElse(Table.empty()).forEach(tasks::put);
        for (var id : networksOf(tasks.values())) {
            Assignments.of(state, id, node).ifPresent(network -> networks.put(id, network));
            zones.put(id, zone(id));
        }
        return new NodePicture(state.revision(), node, tasks, networks, zones, allFrontends());
    }

    private static SortedSet<NetworkId> networksOf(Collection<TaskAssignment> tasks) {
        var ids = new TreeSet<NetworkId>();
        tasks.forEach(task -> task.addresses().forEach(given -> ids.add(given.network())));
        return ids;
    }

    /** Services may share an alias: then it leads to the tasks of both. */
    private DnsZone zone(NetworkId network) {
        var merged = new TreeMap<String, List<Ipv4Address>>();
        for (var ofService : names.get(network).orElse(Table.empty())) {
            ofService.forEach((name, addresses) -> merged.merge(name, addresses, Pictures::joined));
        }
        return new DnsZone(merged);
    }

    private static List<Ipv4Address> joined(List<Ipv4Address> some, List<Ipv4Address> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private List<Frontend> allFrontends() {
        var all = new ArrayList<Frontend>();
        frontends.forEach((_, ofService) -> all.addAll(ofService));
        all.sort(Frontends.ORDER);
        return all;
    }

    private Pictures withTask(Task task) {
        if (task.node().isEmpty()) {
            return this;
        }
        var node = task.node().get();
        var tasks = byNode.get(node).orElse(Table.empty()).with(task.key(), Assignments.of(state, task));
        return new Pictures(state, byNode.with(node, tasks), names, frontends);
    }

    /** Takes a task off the node that it was on, unless it is on {@code still} now as well. */
    private Pictures without(ClusterState before, TaskKey key, Optional<NodeId> still) {
        var was = before.tasks().get(key).flatMap(Task::node);
        if (was.isEmpty() || was.equals(still)) {
            return this;
        }
        var rest = byNode.get(was.get()).orElse(Table.empty()).without(key);
        var nodes = rest.isEmpty() ? byNode.without(was.get()) : byNode.with(was.get(), rest);
        return new Pictures(state, nodes, names, frontends);
    }

    private Pictures withServices(Collection<ServiceId> services) {
        var allNames = names;
        var allFrontends = frontends;
        for (var id : services) {
            var service = state.services().get(id);
            allNames = withNames(allNames, id, service);
            var own = service.map(found -> Frontends.of(found, state.tasks().of(id)))
                    .orElse(List.of());
            allFrontends = own.isEmpty() ? allFrontends.without(id) : allFrontends.with(id, own);
        }
        return new Pictures(state, byNode, allNames, allFrontends);
    }

    private Table<NetworkId, Table<ServiceId, SortedMap<String, List<Ipv4Address>>>> withNames(
            Table<NetworkId, Table<ServiceId, SortedMap<String, List<Ipv4Address>>>> all,
            ServiceId id,
            Optional<Service> service) {
        var own = new TreeMap<NetworkId, SortedMap<String, List<Ipv4Address>>>();
        service.filter(found -> !found.removing()).ifPresent(found -> {
            var spec = state.spec(found);
            for (var attachment : spec.networks()) {
                networkNamed(attachment)
                        .ifPresent(network -> own.put(
                                network,
                                Names.of(
                                        spec, attachment, network, state.tasks().of(id))));
            }
        });
        var result = all;
        for (var network : all.keys().toList()) {
            var table = result.get(network).orElse(Table.empty());
            if (table.contains(id) && !own.containsKey(network)) {
                result = result.with(network, table.without(id));
            }
        }
        for (var entry : own.entrySet()) {
            var table = result.get(entry.getKey()).orElse(Table.empty());
            result = result.with(entry.getKey(), table.with(id, entry.getValue()));
        }
        return result;
    }

    private Optional<NetworkId> networkNamed(NetworkAttachment attachment) {
        for (var network : state.networks()) {
            if (network.name().equals(attachment.network()) && !network.removing()) {
                return Optional.of(network.id());
            }
        }
        return Optional.empty();
    }
}
