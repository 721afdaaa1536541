package io.stackctl.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Slot;
import io.stackctl.spec.Platform;
import io.stackctl.spec.PortSpec.Protocol;
import io.stackctl.spec.ServiceSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which nodes take a task, and the words for why the others do not. */
class FiltersTest {
    /** {@code expected}: the node that the task goes to, or the reason why it waits. */
    private record Case(String name, ServiceSpec spec, List<Node> nodes, String expected) {}

    private static final Node ONE = Nodes.node("id1", "zone=a");
    private static final Node TWO = Nodes.node("id2", "zone=b");

    @TestFactory
    List<DynamicTest> single() {
        return List.of(
                        new Case("any node", Specs.plain(), List.of(ONE, TWO), "id1"),
                        new Case("no node at all", Specs.plain(), List.of(), "no suitable node"),
                        new Case(
                                "down",
                                Specs.plain(),
                                List.of(Nodes.in(ONE, Node.State.DOWN)),
                                "no suitable node (1 node not available for new tasks)"),
                        new Case(
                                "paused and drained",
                                Specs.plain(),
                                List.of(
                                        ONE.with(Node.Availability.PAUSE, Instant.EPOCH),
                                        TWO.with(Node.Availability.DRAIN, Instant.EPOCH)),
                                "no suitable node (2 nodes not available for new tasks)"),
                        new Case("a constraint", Specs.constrained("node.labels.zone==b"), List.of(ONE, TWO), "id2"),
                        new Case(
                                "constraints are all to be met",
                                Specs.constrained("node.labels.zone==b", "node.id==id1"),
                                List.of(ONE, TWO),
                                "no suitable node (scheduling constraints not satisfied on 2 nodes)"),
                        new Case(
                                "most nodes first",
                                Specs.constrained("node.labels.zone==c"),
                                List.of(Nodes.in(Nodes.node("id0"), Node.State.DOWN), ONE, TWO),
                                "no suitable node (scheduling constraints not satisfied on 2 nodes; 1 node not"
                                        + " available for new tasks)"),
                        new Case("enough memory", memory(8192), List.of(ONE), "id1"),
                        new Case(
                                "too little memory",
                                memory(8193),
                                List.of(ONE),
                                "no suitable node (insufficient resources on 1 node)"),
                        new Case("CPUs", cpus(4), List.of(Nodes.sized(ONE, 1_000_000_000L, 1), TWO), "id2"),
                        new Case("generic", gpus(2), List.of(ONE, Nodes.with(TWO, Map.of("gpu", 2L))), "id2"),
                        new Case(
                                "too few generic",
                                gpus(3),
                                List.of(ONE, Nodes.with(TWO, Map.of("gpu", 2L))),
                                "no suitable node (insufficient resources on 2 nodes)"),
                        new Case(
                                "another platform",
                                Specs.platforms(new Platform("linux", "arm64")),
                                List.of(ONE, Nodes.on(TWO, "linux", "aarch64")),
                                "id2"),
                        new Case(
                                "amd64 is x86_64",
                                Specs.platforms(new Platform("windows", "amd64"), new Platform("linux", "amd64")),
                                List.of(ONE),
                                "id1"),
                        new Case("any platform", Specs.platforms(new Platform("", "")), List.of(ONE), "id1"),
                        new Case(
                                "any architecture of an OS",
                                Specs.platforms(new Platform("windows", "")),
                                List.of(ONE),
                                "no suitable node (unsupported platform on 1 node)"),
                        new Case("a volume plugin", Specs.volumeDriver("nfs"), List.of(plugins("Volume/nfs")), "id1"),
                        new Case(
                                "a plugin's latest",
                                Specs.volumeDriver("nfs"),
                                List.of(plugins("Volume/nfs:latest")),
                                "id1"),
                        new Case("local volumes need none", Specs.volumeDriver("local"), List.of(ONE), "id1"),
                        new Case(
                                "a missing plugin",
                                Specs.volumeDriver("nfs"),
                                List.of(plugins("Volume/other")),
                                "no suitable node (missing plugin on 1 node)"),
                        new Case("log driver", Specs.logDriver("gelf"), List.of(plugins("Log/gelf")), "id1"),
                        new Case(
                                "missing log driver",
                                Specs.logDriver("gelf"),
                                List.of(plugins("Log/json-file")),
                                "no suitable node (missing plugin on 1 node)"),
                        new Case("no log drivers listed", Specs.logDriver("gelf"), List.of(ONE), "id1"),
                        new Case("no logging", Specs.logDriver("none"), List.of(plugins("Log/json-file")), "id1"))
                .stream()
                .map(it -> DynamicTest.dynamicTest(
                        it.name(), () -> assertThat(place(it)).isEqualTo(it.expected())))
                .toList();
    }

    private static String place(Case it) {
        var cluster = new Cluster().with(it.nodes().toArray(Node[]::new)).with("a", it.spec());
        var placements = cluster.place("a", 1);
        return placements.nodes().values().stream()
                .map(NodeId::value)
                .findFirst()
                .orElseGet(() -> placements.reasons().values().iterator().next());
    }

    @Test
    void aNodeWhoseEngineDoesNotAnswerTakesNothing() {
        var old = ONE.description();
        var silent = Nodes.describe(
                ONE,
                new Node.Description(
                        old.hostname(),
                        old.platform(),
                        old.nanoCpus(),
                        old.memoryBytes(),
                        old.generic(),
                        1,
                        Optional.empty()));

        assertThat(new Cluster()
                        .with(silent)
                        .with("a", Specs.plain())
                        .place("a", 1)
                        .reasons())
                .containsValue("no suitable node (container engine does not answer on 1 node)");
    }

    @Test
    void aHostPortIsTakenOncePerProtocolAndAddress() {
        var cluster = new Cluster()
                .with(ONE)
                .with("tcp", Specs.hostPort(80, Protocol.TCP, ""))
                .with("udp", Specs.hostPort(80, Protocol.UDP, ""))
                .with("local", Specs.hostPort(80, Protocol.TCP, "127.0.0.1"))
                .with("other", Specs.hostPort(81, Protocol.TCP, "127.0.0.1"))
                .with("another", Specs.hostPort(81, Protocol.TCP, "10.0.0.1"))
                .with("all", Specs.hostPort(81, Protocol.TCP, "0.0.0.0"));
        var taken = "no suitable node (host-mode port already in use on 1 node)";

        assertThat(cluster.place("tcp", 1).nodes()).hasSize(1);
        assertThat(cluster.place("tcp", 1).reasons()).containsValue(taken);
        assertThat(cluster.place("udp", 1).nodes()).hasSize(1);
        assertThat(cluster.place("local", 1).reasons()).containsValue(taken);
        assertThat(cluster.place("other", 1).nodes()).hasSize(1);
        assertThat(cluster.place("another", 1).nodes()).hasSize(1);
        assertThat(cluster.place("all", 1).reasons()).containsValue(taken);
    }

    @Test
    void aHostPortStaysHeldUntilTheLastOfItsHoldersHasEnded() {
        var cluster = new Cluster().with(ONE).with("a", Specs.hostPort(80, Protocol.TCP, ""));
        var first = cluster.wanted("a", 1, new Slot.Replica(1));
        var second = cluster.wanted("a", 1, new Slot.Replica(2));
        cluster.force(first, ONE);
        cluster.force(second, ONE);

        cluster.end(task -> task.key().equals(first.key()), Phase.FAILED);
        assertThat(cluster.place("a", 1).nodes()).isEmpty();
        cluster.end(task -> task.key().equals(second.key()), Phase.FAILED);
        assertThat(cluster.place("a", 1).nodes()).hasSize(1);
    }

    @Test
    void noNodeHoldsMoreReplicasThanAllowed() {
        var cluster = new Cluster().with(ONE, TWO).with("a", Specs.atMost(2));

        var placements = cluster.place("a", 5);

        assertThat(cluster.counts("a")).containsExactly(2L, 2L);
        assertThat(placements.reasons().values())
                .containsExactly("no suitable node (max replicas per node limit exceed)");
    }

    @Test
    void aNodeShortOfMemoryTakesWhatFits() {
        var small = Nodes.sized(ONE, 4_000_000_000L, 1024 * Nodes.MIB);
        var cluster = new Cluster().with(small, TWO).with("a", memory(1024));

        assertThat(cluster.place("a", 10).reasons().values())
                .containsExactly("no suitable node (insufficient resources on 2 nodes)");
        assertThat(cluster.counts("a")).containsExactly(1L, 8L);
    }

    @Test
    void aTaskBoundToItsNodeGetsTheBareReason() {
        var cluster = new Cluster().with(ONE).with("a", memory(9000));
        var task = cluster.wanted("a", 1, new Slot.OnNode(new NodeId("id1")));

        assertThat(cluster.place(List.of(task)).reasons()).containsValue("insufficient resources on 1 node");
    }

    @Test
    void aTaskThatStopsHoldsItsMemoryButIsNoLoad() {
        var cluster = new Cluster().with(ONE).with("a", memory(8192));
        cluster.place("a", 1);
        cluster.stopAll();

        assertThat(cluster.place("a", 1).nodes()).isEmpty();
        assertThat(cluster.loads().node(new NodeId("id1")).orElseThrow().tasks())
                .isZero();
    }

    @Test
    void aSlotWhoseOldTaskIsInTheWayMustStopItFirst() {
        var cluster = new Cluster().with(ONE, TWO).with("a", 1, Specs.atMost(1)).with("a", 2, Specs.atMost(1));
        cluster.place("a", 2);
        var old = cluster.state().tasks().values().findFirst().orElseThrow();
        var next = Cluster.key("a", 2);

        assertThat(Scheduler.needsRoomOf(cluster.loads(), next, Optional.empty(), old))
                .isTrue();
        cluster.with(Nodes.node("id3"));
        assertThat(Scheduler.needsRoomOf(cluster.loads(), next, Optional.empty(), old))
                .isFalse();
    }

    private static Node plugins(String... plugins) {
        return Nodes.with(ONE, Nodes.engine(plugins));
    }

    private static ServiceSpec memory(long mebibytes) {
        return Specs.reserving(Specs.memory(mebibytes * Nodes.MIB));
    }

    private static ServiceSpec cpus(int count) {
        return Specs.reserving(Specs.reservation(count * 1_000_000_000L, 0, Map.of()));
    }

    private static ServiceSpec gpus(long count) {
        return Specs.reserving(Specs.reservation(0, 0, Map.of("gpu", count)));
    }
}
