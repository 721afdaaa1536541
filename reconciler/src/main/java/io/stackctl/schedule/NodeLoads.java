package io.stackctl.schedule;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The loads of all nodes. Built once per tick from the state, and kept up to date while tasks are placed; never kept
 * for another tick.
 */
public final class NodeLoads {
    private final List<NodeLoad> nodes = new ArrayList<>();
    private final TreeMap<NodeId, NodeLoad> byId = new TreeMap<>();
    private final TreeMap<ServiceId, ServiceLoad> services = new TreeMap<>();
    private final TreeMap<String, Partition> partitions = new TreeMap<>();
    private final Demands demands;

    private NodeLoads(Demands demands, Iterable<Node> members) {
        this.demands = demands;
        for (var node : members) {
            var load = new NodeLoad(node, nodes.size());
            nodes.add(load);
            byId.put(node.id(), load);
        }
    }

    /** What every node carries now. {@code now} decides which failures are recent. Walks all tasks once. */
    public static NodeLoads of(ClusterState state, Instant now) {
        var loads = new NodeLoads(new Demands(state), state.nodes());
        state.tasks().byService().forEach((service, tasks) -> {
            for (var task : tasks) {
                if (task.alive()) {
                    loads.add(task);
                }
            }
            RecentFailures.count(tasks, now).forEach(failure -> loads.add(service, failure));
        });
        return loads;
    }

    /** The nodes as they would be up and without a single task. */
    static NodeLoads ofEmptyNodes(ClusterState state) {
        var up = state.nodes().values().map(NodeLoads::up).toList();
        return new NodeLoads(new Demands(state), up);
    }

    private static Node up(Node node) {
        var status = new Node.NodeStatus(
                Node.State.READY, node.status().message(), node.status().address());
        return node.with(status, node.updatedAt()).with(Node.Availability.ACTIVE, node.updatedAt());
    }

    /** The nodes in the order of their ids. */
    public List<NodeLoad> nodes() {
        return List.copyOf(nodes);
    }

    public Optional<NodeLoad> node(NodeId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Tasks of the service that managers want on that node. */
    public int tasks(ServiceId service, NodeId node) {
        return node(node).map(load -> service(service).tasks(load.index())).orElse(0);
    }

    /** What tasks of that spec ask of a node. */
    public Demand demand(SpecKey spec) {
        return demands.of(spec);
    }

    /** Counts a task where it is placed; without effect while it has no node. */
    public void add(Task task) {
        task.node().map(byId::get).ifPresent(load -> {
            load.take(demands.of(task.spec()), task.wanted());
            if (task.wanted()) {
                service(task.service()).add(load.index(), 1);
            }
        });
    }

    /** Takes a task off again that {@link #of} or {@link #add} counted, as it was then. */
    public void remove(Task task) {
        task.node().map(byId::get).ifPresent(load -> {
            load.giveBack(demands.of(task.spec()), task.wanted());
            if (task.wanted()) {
                service(task.service()).add(load.index(), -1);
            }
        });
    }

    private void add(ServiceId service, RecentFailures.Failure failure) {
        var load = byId.get(failure.node());
        if (load != null) {
            service(service).failed(failure.version(), load.index(), failure.count());
        }
    }

    private ServiceLoad service(ServiceId service) {
        return services.computeIfAbsent(service, _ -> new ServiceLoad());
    }

    /** That node as the tasks of that spec see it. */
    Optional<Seat> seat(NodeId node, SpecKey spec) {
        return node(node).map(load -> seat(load, service(spec.service()), spec.version()));
    }

    private static Seat seat(NodeLoad node, ServiceLoad service, SpecVersion version) {
        return new Seat(node, service, service.failures(version, node.index()));
    }

    /** Every node as the tasks of that spec see it, in the order of ids. */
    List<Seat> seats(SpecKey spec) {
        var service = service(spec.service());
        var seats = new ArrayList<Seat>(nodes.size());
        for (var node : nodes) {
            seats.add(seat(node, service, spec.version()));
        }
        return seats;
    }

    /** The nodes divided by those labels. */
    Partition partition(List<String> preferences) {
        return partitions.computeIfAbsent(String.join("\n", preferences), _ -> Partition.of(nodes, preferences));
    }
}
