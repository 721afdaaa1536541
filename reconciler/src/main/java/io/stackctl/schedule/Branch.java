package io.stackctl.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/*
 * The nodes as a tree: one level for each spread preference, a branch for each value of its label. Each task goes down
 * the branch that holds the fewest tasks of the service, then to the best seat. That fills the lowest branches up to
 * the level of the others, as the peer's division by counts does, and a branch that runs full simply drops out.
 *
 * Seats are asked whether they have room for the task only when they come to the top of a heap. Placing a group never frees
 * anything, so a seat that refuses once is out, and a task costs a few heap steps instead of a walk over all nodes.
 */
/** One part of the nodes, for the placing of one group. Ordered by the tasks of the service in it, then by label. */
final class Branch implements Comparable<Branch> {
    private final String label;
    private int tasks;
    private PriorityQueue<Seat> seats = new PriorityQueue<>();
    private final PriorityQueue<Branch> branches = new PriorityQueue<>();

    private Branch(String label) {
        this.label = label;
    }

    /** The seats as the partition divides their nodes. Those that could never take the task are left out. */
    static Branch over(Partition partition, List<Seat> seats, Demand demand) {
        return over(partition, seats, Filters.suits(demand));
    }

    private static Branch over(Partition partition, List<Seat> seats, Predicate<Seat> suits) {
        var branch = new Branch(partition.label());
        var own = new ArrayList<Seat>(partition.nodes().size());
        for (int node : partition.nodes()) {
            var seat = seats.get(node);
            // What a lost or drained node still holds is on its way elsewhere and must not keep its branch empty.
            branch.tasks += seat.serviceTasks() > 0 && seat.node().keepsTasks() ? seat.serviceTasks() : 0;
            if (suits.test(seat)) {
                own.add(seat);
            }
        }
        branch.seats = new PriorityQueue<>(own);
        for (var part : partition.parts()) {
            var below = over(part, seats, suits);
            branch.tasks += below.tasks;
            branch.branches.add(below);
        }
        return branch;
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
            if (Filters.hasRoom(demand, best)) {
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
