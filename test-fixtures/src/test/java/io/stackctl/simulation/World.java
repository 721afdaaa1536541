package io.stackctl.simulation;

import io.stackctl.cluster.Applied;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One cluster and everything around it, driven by one random sequence: same seed, same history. */
final class World {
    private record Event(Instant at, int order, Runnable action) {}

    /** Delays are rounded to this, so that things happen together now and then. */
    private static final int GRAIN_MS = 100;

    final SplittableRandom random;
    final Coverage coverage;
    final Leader leader;
    final SortedMap<NodeId, Agent> agents = new TreeMap<>();
    final List<Invariant> invariants;
    Weather weather = Weather.FINE;
    Instant now = Instant.EPOCH;
    ClusterState state = ClusterState.EMPTY;
    long history = 17;
    /** Nothing but what the test itself asked for happens in this world: the strict promises hold. */
    boolean calm;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingInt(Event::order));
    private final List<Task> tasks = new ArrayList<>();
    private ClusterState listed = ClusterState.EMPTY;
    private int scheduled;

    World(long seed, Coverage coverage, Optional<PlantedBug> bug) {
        random = new SplittableRandom(seed);
        this.coverage = coverage;
        leader = new Leader(this, bug, Math.floorMod(seed / 4, 6L) == 0);
        invariants = Invariants.of(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    Duration between(int fromMs, int toMs) {
        return Duration.ofMillis(fromMs + random.nextInt(Math.max(1, toMs - fromMs)));
    }

    void after(Duration delay, Runnable action) {
        long millis = (delay.toMillis() + GRAIN_MS - 1) / GRAIN_MS * GRAIN_MS;
        at(now.plusMillis(Math.max(GRAIN_MS, millis)), action);
    }

    void at(Instant when, Runnable action) {
        events.add(new Event(when, scheduled++, action));
    }

    /** Lets things happen until that time, or until nothing is left to happen. */
    void runUntil(Instant end) {
        while (!events.isEmpty() && !events.element().at().isAfter(end)) {
            var next = events.remove();
            now = next.at().isAfter(now) ? next.at() : now;
            next.action().run();
            while (!events.isEmpty() && !events.element().at().isAfter(now)) {
                events.remove().action().run();
            }
            var before = state.revision();
            leader.turn();
            boolean committed = !state.revision().equals(before);
            for (var invariant : invariants) {
                if (committed) {
                    invariant.afterCommit(this);
                }
                invariant.afterStep(this);
            }
        }
        now = end;
    }

    /** Commits a transaction, and tells the agents. */
    void commit(List<Change> changes) {
        var transaction = new Transaction(state.revision(), now, "simulation", List.of(), changes);
        var applied = state.apply(transaction);
        if (!(applied instanceof Applied.Ok(var next))) {
            throw new Violation("stale: " + applied);
        }
        history = history * 31 + changes.hashCode();
        state = next;
        invariants.forEach(invariant -> invariant.committed(this, changes));
        for (var agent : List.copyOf(agents.values())) {
            agent.offer(next);
        }
    }

    /** A node joins. */
    void add(Node node) {
        agents.put(node.id(), new Agent(this, node.id()));
        leader.request(new Change.PutNode(node));
    }

    /** All tasks of the state; worked out once for each state. */
    @SuppressWarnings("ReferenceEquality") // The very state that the list was made from.
    List<Task> tasks() {
        if (listed != state) {
            tasks.clear();
            state.tasks().byService().forEach((_, table) -> table.forEach(task -> tasks.add(task)));
            listed = state;
        }
        return tasks;
    }

    Optional<Service> service(String name) {
        Optional<Service> found = Optional.empty();
        for (var service : state.services()) {
            if (service.name().equals(name) && !service.removing()) {
                found = Optional.of(service);
            }
        }
        return found;
    }

    boolean down(NodeId node) {
        return down(state, node);
    }

    static boolean down(ClusterState state, NodeId node) {
        return state.nodes()
                .get(node)
                .map(it -> it.status().state() == Node.State.DOWN)
                .orElse(true);
    }
}
