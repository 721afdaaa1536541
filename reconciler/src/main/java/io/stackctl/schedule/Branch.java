package io.stackctl.schedule;

import io.stackctl.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/*
 * The nodes as a tree: one level for each spread preference, a branch for each value of its label. Each task goes down
 * the branch that holds the fewest tasks of the service, then to the best seat. That fills the lowest branches up to
 * the level of the others, as the peer's division by counts does, and a branch that runs full simply drops out.
 *
 * Seats are asked whether they take the task only when they come to the top of a heap. Placing a group never frees
 * anything, so a seat that refuses once is out, and a task costs a few heap steps instead of a walk over all nodes.
 */
/** One part of the nodes, for the placing of one group. Ordered by the tasks of the service in it, then by label. */
final class Branch implements Comparable<Branch> {
    private final String label;
    private int tasks;
    private PriorityQueue<Seat> seats = new PriorityQueue<>();
    private PriorityQueue<Branch> branches = new PriorityQueue<>();

    private Branch(String label) {
        this.label = label;
    }

    /** All seats, divided by the values that their nodes have for each preference in turn. */
    static Branch over(List<Seat> seats, List<String> preferences) {
        return grown("", seats, preferences.stream().filter(Branch::known).toList(), 0);
    }

    private static Branch grown(String label, List<Seat> seats, List<String> preferences, int depth) {
        var branch = new Branch(label);
        for (var seat : seats) {
            // What a lost or drained node still holds is on its way elsewhere and must not keep its branch empty.
            branch.tasks += seat.node().keepsTasks() ? seat.serviceTasks() : 0;
        }
        if (depth == preferences.size()) {
            branch.seats = new PriorityQueue<>(seats);
            return branch;
        }
        var byValue = new TreeMap<String, List<Seat>>();
        for (var seat : seats) {
            byValue.computeIfAbsent(value(preferences.get(depth), seat.node()), _ -> new ArrayList<>())
                    .add(seat);
        }
        var children = new ArrayList<Branch>();
        byValue.forEach((value, part) -> children.add(grown(value, part, preferences, depth + 1)));
        branch.branches = new PriorityQueue<>(children);
        return branch;
    }

    /** As with the peer, only labels can be spread over; what else is asked for is passed over. */
    private static boolean known(String descriptor) {
        var name = descriptor.toLowerCase(Locale.ROOT);
        return name.startsWith("node.labels.") || name.startsWith("engine.labels.");
    }

    private static String value(String descriptor, Node node) {
        return Constraints.label(descriptor, node).orElse("");
    }

    /** Gives one task the best place that is left; empty when there is none. */
    Optional<Seat> take(Demand demand) {
        var seat = branches.isEmpty() ? takeSeat(demand) : takeBelow(demand);
        if (seat.isPresent()) {
            tasks++;
        }
        return seat;
    }

    private Optional<Seat> takeSeat(Demand demand) {
        while (!seats.isEmpty()) {
            var best = seats.remove();
            if (Filters.pass(demand, best)) {
                best.take(demand);
                seats.add(best);
                return Optional.of(best);
            }
        }
        return Optional.empty();
    }

    private Optional<Seat> takeBelow(Demand demand) {
        while (!branches.isEmpty()) {
            var emptiest = branches.remove();
            var seat = emptiest.take(demand);
            if (seat.isPresent()) {
                branches.add(emptiest);
                return seat;
            }
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(Branch other) {
        return tasks != other.tasks ? Integer.compare(tasks, other.tasks) : label.compareTo(other.label);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return label.hashCode();
    }
}
