package io.stackctl.schedule;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.SpecKey;
import java.util.List;

/**
 * How many tasks of one spec the cluster could run if it ran nothing else and every node were up: what is beyond that
 * no waiting will help.
 *
 * @param possible up to the number that was asked for
 * @param reasons why no further task fits, node by node; empty when all fit
 */
public record Capacity(int possible, List<NodeReason> reasons) {
    /** Why one node takes no task, or no more. */
    public record NodeReason(NodeId node, String reason) {}

    public Capacity {
        reasons = List.copyOf(reasons);
    }

    /** Of {@code wanted} tasks that may go anywhere. A node that never had an engine counts as one that takes all. */
    public static Capacity anywhere(ClusterState state, SpecKey spec, int wanted) {
        var loads = NodeLoads.ofEmptyNodes(state);
        if (engineUnknown(loads)) {
            return new Capacity(wanted, List.of());
        }
        var demand = loads.demand(spec);
        var seats = loads.seats(spec);
        var root = Branch.over(loads.partition(List.of()), seats, demand);
        int possible = 0;
        while (possible < wanted && root.take(demand).isPresent()) {
            possible++;
        }
        return new Capacity(possible, possible == wanted ? List.of() : reasons(demand, seats));
    }

    /** Of one task on each of the nodes. */
    public static Capacity onEach(ClusterState state, SpecKey spec, List<NodeId> nodes) {
        var loads = NodeLoads.ofEmptyNodes(state);
        var demand = loads.demand(spec);
        var seats = nodes.stream()
                .flatMap(node -> loads.seat(node, spec).stream())
                .filter(seat -> hasEngine(seat.node()))
                .toList();
        var reasons = reasons(demand, seats);
        return new Capacity(nodes.size() - reasons.size(), reasons);
    }

    private static List<NodeReason> reasons(Demand demand, List<Seat> seats) {
        return seats.stream()
                .flatMap(seat -> Filters.refusing(demand, seat).stream()
                        .map(filter -> new NodeReason(seat.node().id(), filter.reason(demand, seat))))
                .toList();
    }

    private static boolean engineUnknown(NodeLoads loads) {
        return loads.nodes().stream().anyMatch(load -> !hasEngine(load.node()));
    }

    private static boolean hasEngine(Node node) {
        return node.description().engine().isPresent();
    }
}
