package io.stackctl.schedule;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses nodes for tasks: first those that are bound to one node, then the others, group by group. Tasks of a service
 * spread over the nodes that pass all filters. Deterministic: equals are told apart by node id. Source of the rules: the
 * peer's scheduler.
 */
public final class Scheduler {
    private Scheduler() {}

    /** Places what can be placed. The loads are up to date with it afterwards. */
    public static Placements place(NodeLoads loads, List<Group> groups) {
        var nodes = new TreeMap<TaskKey, NodeId>();
        var reasons = new TreeMap<TaskKey, String>();
        for (var group : groups) {
            placeBound(loads, group, nodes, reasons);
        }
        for (var group : groups) {
            placeFree(loads, group, nodes, reasons);
        }
        return new Placements(nodes, reasons);
    }

    private static void placeBound(
            NodeLoads loads, Group group, SortedMap<TaskKey, NodeId> nodes, SortedMap<TaskKey, String> reasons) {
        for (var wanted : group.tasks()) {
            if (wanted.bound().isEmpty()) {
                continue;
            }
            var seat = loads.seat(wanted.bound().get(), group.key());
            if (seat.isEmpty()) {
                reasons.put(wanted.task(), "its node does not belong to the cluster any more");
            } else if (Filters.pass(group.demand(), seat.get())) {
                seat.get().take(group.demand());
                nodes.put(wanted.task(), seat.get().node().id());
            } else {
                reasons.put(wanted.task(), Rejections.of(group.demand(), seat.get()));
            }
        }
    }

    private static void placeFree(
            NodeLoads loads, Group group, SortedMap<TaskKey, NodeId> nodes, SortedMap<TaskKey, String> reasons) {
        var free = group.tasks().stream()
                .filter(wanted -> wanted.bound().isEmpty())
                .map(Group.Wanted::task)
                .toList();
        if (free.isEmpty()) {
            return;
        }
        var seats = loads.seats(group.key());
        var partition = loads.partition(group.demand().placement().preferences());
        var root = Branch.over(partition, seats, group.demand());
        int placed = 0;
        for (var seat = root.take(group.demand()); seat.isPresent(); seat = root.take(group.demand())) {
            nodes.put(free.get(placed), seat.get().node().id());
            placed++;
            if (placed == free.size()) {
                return;
            }
        }
        var reason = Rejections.among(group.demand(), seats);
        free.subList(placed, free.size()).forEach(task -> reasons.put(task, reason));
    }

    /**
     * Whether a new task of that spec finds no node only because {@code old} still holds what it needs. Such a slot must
     * stop the old task first. {@code bound}: the only node it may go to.
     */
    public static boolean needsRoomOf(NodeLoads loads, SpecKey spec, Optional<NodeId> bound, Task old) {
        var demand = loads.demand(spec);
        if (anyPasses(loads, spec, bound, demand)) {
            return false;
        }
        loads.remove(old);
        boolean passesWithout = anyPasses(loads, spec, bound, demand);
        loads.add(old);
        return passesWithout;
    }

    private static boolean anyPasses(NodeLoads loads, SpecKey spec, Optional<NodeId> bound, Demand demand) {
        if (bound.isPresent()) {
            return loads.seat(bound.get(), spec)
                    .map(seat -> Filters.pass(demand, seat))
                    .orElse(false);
        }
        return loads.seats(spec).stream().anyMatch(seat -> Filters.pass(demand, seat));
    }
}
