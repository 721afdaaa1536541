package io.stackctl.cluster;

import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A machine of the cluster.
 *
 * @param incarnation counts the disks that this node had; with the id it is the name of the raft peer
 * @param role what the operator wants it to be
 * @param description what the node last said of itself
 */
public record Node(
        NodeId id,
        int incarnation,
        Role role,
        Availability availability,
        SortedMap<String, String> labels,
        Description description,
        NodeStatus status,
        Instant createdAt,
        Instant updatedAt) {
    public Node {
        labels = Immutable.sorted((Map<String, String>) labels);
    }

    /** Managers hold the state and decide; every node runs tasks. */
    public enum Role {
        WORKER,
        MANAGER
    }

    /** ACTIVE takes tasks, PAUSE keeps what it has, DRAIN gives its tasks away. */
    public enum Availability {
        ACTIVE,
        PAUSE,
        DRAIN
    }

    /** What managers think of the node's reachability. */
    public enum State {
        UNKNOWN,
        DOWN,
        READY,
        DISCONNECTED
    }

    /** {@code address}: where other nodes reach it. */
    public record NodeStatus(State state, String message, String address) {}

    /**
     * What a node says of itself.
     *
     * @param nanoCpus all it has; 10^9 is one CPU
     * @param formats the highest log format that its daemon reads
     * @param engine empty while the node's engine does not answer
     */
    public record Description(
            String hostname,
            Platform platform,
            long nanoCpus,
            long memoryBytes,
            SortedMap<String, Long> generic,
            int formats,
            Optional<Engine> engine) {
        public Description {
            generic = Immutable.sorted((Map<String, Long>) generic);
        }
    }

    /** A node's container engine. {@code plugins}: {@code type/name}, such as {@code Network/bridge}. */
    public record Engine(String version, String apiVersion, SortedMap<String, String> labels, List<String> plugins) {
        public Engine {
            labels = Immutable.sorted((Map<String, String>) labels);
            plugins = List.copyOf(plugins);
        }
    }

    /** It may be given new tasks. */
    public boolean takesNewTasks() {
        return status.state() == State.READY && availability == Availability.ACTIVE;
    }

    /** What runs on it may stay. */
    public boolean keepsTasks() {
        return status.state() != State.DOWN && availability != Availability.DRAIN;
    }

    public Node with(NodeStatus other, Instant at) {
        return new Node(id, incarnation, role, availability, labels, description, other, createdAt, at);
    }

    public Node with(Description other, Instant at) {
        return new Node(id, incarnation, role, availability, labels, other, status, createdAt, at);
    }

    public Node with(Availability other, Instant at) {
        return new Node(id, incarnation, role, other, labels, description, status, createdAt, at);
    }

    public Node with(Role other, Instant at) {
        return new Node(id, incarnation, other, availability, labels, description, status, createdAt, at);
    }

    public Node with(Map<String, String> other, Instant at) {
        return new Node(
                id, incarnation, role, availability, Immutable.sorted(other), description, status, createdAt, at);
    }
}
