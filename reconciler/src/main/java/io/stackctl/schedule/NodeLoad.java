package io.stackctl.schedule;

import io.stackctl.cluster.Node;
import io.stackctl.spec.Resources;
import java.util.TreeMap;

/**
 * What one node has left. Changes while tasks are placed; belongs to one {@link NodeLoads} and so to one tick.
 *
 * <p>Reservations and ports are held by every task that has not ended; only tasks that managers still want count as
 * load.
 */
public final class NodeLoad {
    private final Node node;
    private final int index;
    private final TreeMap<String, Long> generic;
    private final TreeMap<HostPort, Integer> ports = new TreeMap<>();
    private long nanoCpus;
    private long memoryBytes;
    private int tasks;

    NodeLoad(Node node, int index) {
        this.node = node;
        this.index = index;
        nanoCpus = node.description().nanoCpus();
        memoryBytes = node.description().memoryBytes();
        generic = new TreeMap<>(node.description().generic());
    }

    public Node node() {
        return node;
    }

    /** Its place in the order of node ids. */
    int index() {
        return index;
    }

    /** Not reserved; negative when the node lost resources after tasks were placed. */
    public long nanoCpus() {
        return nanoCpus;
    }

    public long memoryBytes() {
        return memoryBytes;
    }

    public long generic(String kind) {
        return generic.getOrDefault(kind, 0L);
    }

    /** Tasks of all services that managers want here. */
    public int tasks() {
        return tasks;
    }

    boolean has(Resources.Reservation wanted) {
        return wanted.nanoCpus() <= Math.max(0, nanoCpus)
                && wanted.memoryBytes() <= Math.max(0, memoryBytes)
                && wanted.generic().entrySet().stream()
                        .allMatch(entry -> entry.getValue() <= Math.max(0, generic(entry.getKey())));
    }

    /** Two listeners clash on one port unless each has an address of its own. */
    boolean hasFree(HostPort wanted) {
        var sameNumber = ports.subMap(
                new HostPort(wanted.protocol(), wanted.port(), ""),
                new HostPort(wanted.protocol(), wanted.port() + 1, ""));
        if (wanted.onEveryAddress()) {
            return sameNumber.isEmpty();
        }
        return sameNumber.keySet().stream()
                .noneMatch(held -> held.onEveryAddress() || held.address().equals(wanted.address()));
    }

    void take(Demand demand, boolean wanted) {
        change(demand, 1);
        demand.hostPorts().forEach(port -> ports.merge(port, 1, Integer::sum));
        if (wanted) {
            tasks++;
        }
    }

    /** The counterpart of {@link #take}. A port that two tasks hold stays held by the other. */
    void giveBack(Demand demand, boolean wanted) {
        change(demand, -1);
        demand.hostPorts().forEach(port -> ports.computeIfPresent(port, (_, count) -> count == 1 ? null : count - 1));
        if (wanted) {
            tasks--;
        }
    }

    private void change(Demand demand, int sign) {
        nanoCpus -= sign * demand.reservation().nanoCpus();
        memoryBytes -= sign * demand.reservation().memoryBytes();
        demand.reservation().generic().forEach((kind, count) -> generic.merge(kind, -sign * count, Long::sum));
    }
}
