package io.stackctl.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Platform;
import io.stackctl.spec.PortSpec.Protocol;
import io.stackctl.spec.Resources;
import io.stackctl.spec.ServiceSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The heaps against the plain rule: look at every node, for every task, and take the best of those that pass. */
class SchedulerPropertiesTest {
    private static final int CLUSTERS = 100;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTaskGetsTheBestNodeThatPassesAllFilters(long seed) {
        for (int i = 0; i < CLUSTERS; i++) {
            compare(new Random(seed * CLUSTERS + i));
        }
    }

    private static void compare(Random random) {
        var cluster = new Cluster().with(nodes(random));
        var services = List.of("a", "b", "c");
        services.forEach(service -> cluster.with(service, spec(random)));
        for (int round = 0; round < 4; round++) {
            var service = services.get(random.nextInt(services.size()));
            var tasks = new ArrayList<Task>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                tasks.add(cluster.wanted(service, 1, new Slot.Replica(100 * round + i + 1)));
            }
            var expected = byLookingAtAll(cluster.loads(), Cluster.key(service, 1), tasks.size());

            var placements = cluster.place(tasks);

            assertThat(placements.nodes().values()).containsExactlyElementsOf(expected);
            assertThat(placements.reasons()).hasSize(tasks.size() - expected.size());
        }
    }

    private static List<NodeId> byLookingAtAll(NodeLoads loads, SpecKey spec, int count) {
        var demand = loads.demand(spec);
        var chosen = new ArrayList<NodeId>();
        for (int i = 0; i < count; i++) {
            loads.seats(spec).stream()
                    .filter(seat -> Filters.pass(demand, seat))
                    .min((one, other) -> one.compareTo(other))
                    .ifPresent(seat -> {
                        seat.take(demand);
                        chosen.add(seat.node().id());
                    });
        }
        return chosen;
    }

    private static Node[] nodes(Random random) {
        var nodes = new Node[1 + random.nextInt(6)];
        for (int i = 0; i < nodes.length; i++) {
            var node = Nodes.sized(
                    Nodes.node("id" + i, "zone=" + random.nextInt(3)),
                    4_000_000_000L,
                    random.nextInt(1, 5) * 1024L * Nodes.MIB);
            nodes[i] = switch (random.nextInt(8)) {
                case 0 -> Nodes.in(node, Node.State.DOWN);
                case 1 -> node.with(Node.Availability.PAUSE, Instant.EPOCH);
                case 2 -> Nodes.on(node, "linux", "aarch64");
                default -> node;
            };
        }
        return nodes;
    }

    private static ServiceSpec spec(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> Specs.constrained("node.labels.zone!=" + random.nextInt(3));
            case 1 -> Specs.atMost(1 + random.nextInt(2));
            case 2 -> Specs.hostPort(80, Protocol.TCP, "");
            case 3 -> Specs.reserving(Specs.memory(1024 * Nodes.MIB));
            case 4 ->
                Specs.reserving(new Resources(
                        new Resources.Limit(0, 0, 0),
                        Specs.reservation(1_500_000_000L, 0, Map.of()).reservation()));
            case 5 -> Specs.platforms(new Platform("linux", "amd64"));
            default -> Specs.plain();
        };
    }
}
