package io.stackctl.schedule;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Nodes for tests: ready, active, 4 CPUs and 8 GiB unless something else is said. */
final class Nodes {
    static final long MIB = 1024L * 1024;

    private Nodes() {}

    static Node[] many(int count) {
        var nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = node("id" + (i + 1));
        }
        return nodes;
    }

    /** Labels as {@code name=value}. */
    static Node node(String id, String... labels) {
        var map = new TreeMap<String, String>();
        for (var label : labels) {
            map.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
        }
        return new Node(
                new NodeId(id),
                1,
                Node.Role.WORKER,
                Node.Availability.ACTIVE,
                map,
                new Node.Description(
                        "host-" + id,
                        new Platform("linux", "x86_64"),
                        4_000_000_000L,
                        8192 * MIB,
                        Immutable.emptyMap(),
                        1,
                        Optional.of(engine())),
                new Node.NodeStatus(Node.State.READY, "", "10.1.0.1:2377"),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    static Node.Engine engine(String... plugins) {
        return new Node.Engine("28.0.0", "1.44", Immutable.sorted(Map.of("storage", "ssd")), List.of(plugins));
    }

    static Node describe(Node node, Node.Description description) {
        return node.with(description, Instant.EPOCH);
    }

    static Node sized(Node node, long nanoCpus, long memoryBytes) {
        var old = node.description();
        return describe(
                node,
                new Node.Description(
                        old.hostname(), old.platform(), nanoCpus, memoryBytes, old.generic(), 1, old.engine()));
    }

    static Node with(Node node, Node.Engine engine) {
        var old = node.description();
        return describe(
                node,
                new Node.Description(
                        old.hostname(),
                        old.platform(),
                        old.nanoCpus(),
                        old.memoryBytes(),
                        old.generic(),
                        1,
                        Optional.of(engine)));
    }

    static Node on(Node node, String os, String architecture) {
        var old = node.description();
        return describe(
                node,
                new Node.Description(
                        old.hostname(),
                        new Platform(os, architecture),
                        old.nanoCpus(),
                        old.memoryBytes(),
                        old.generic(),
                        1,
                        old.engine()));
    }

    static Node with(Node node, Map<String, Long> generic) {
        var old = node.description();
        return describe(
                node,
                new Node.Description(
                        old.hostname(),
                        old.platform(),
                        old.nanoCpus(),
                        old.memoryBytes(),
                        Immutable.sorted(generic),
                        1,
                        old.engine()));
    }

    static Node in(Node node, Node.State state) {
        return node.with(new Node.NodeStatus(state, "", node.status().address()), Instant.EPOCH);
    }

    static Node at(Node node, String address) {
        return node.with(new Node.NodeStatus(Node.State.READY, "", address), Instant.EPOCH);
    }
}
