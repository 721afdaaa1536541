package io.stackctl.schedule;

import io.stackctl.cluster.Node;

/**
 * One node as the tasks of one service see it; the better seat comes first. A node where the service keeps failing is
 * worse than any other; then the service spreads, then the load of the node. Source of the order: the peer's ranking.
 */
final class Seat implements Comparable<Seat> {
    /** Recent failures from which on a node is avoided. */
    private static final int FAULTY = 5;

    private final NodeLoad load;
    private final ServiceLoad service;
    private final int failures;
    private int serviceTasks;

    Seat(NodeLoad load, ServiceLoad service, int failures) {
        this.load = load;
        this.service = service;
        this.serviceTasks = service.tasks(load.index());
        this.failures = failures < FAULTY ? 0 : failures;
    }

    NodeLoad load() {
        return load;
    }

    Node node() {
        return load.node();
    }

    int serviceTasks() {
        return serviceTasks;
    }

    void take(Demand demand) {
        load.take(demand, true);
        service.add(load.index(), 1);
        serviceTasks++;
    }

    @Override
    public int compareTo(Seat other) {
        if (failures != other.failures) {
            return Integer.compare(failures, other.failures);
        }
        if (serviceTasks != other.serviceTasks) {
            return Integer.compare(serviceTasks, other.serviceTasks);
        }
        if (load.tasks() != other.load.tasks()) {
            return Integer.compare(load.tasks(), other.load.tasks());
        }
        return Integer.compare(load.index(), other.load.index());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return load.index();
    }
}
