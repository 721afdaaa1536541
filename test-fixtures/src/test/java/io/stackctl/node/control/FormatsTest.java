package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.RequestId;
import io.stackctl.fixtures.NodeBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Managers of several versions side by side: the log keeps to what the oldest of them reads. */
class FormatsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static Node node(String id, Node.Role role, int formats) {
        var node = NodeBuilder.node(id, 1L << 30, NOW).with(role, NOW);
        var said = node.description();
        return node.with(
                new Node.Description(
                        said.hostname(),
                        said.platform(),
                        said.nanoCpus(),
                        said.memoryBytes(),
                        said.generic(),
                        formats,
                        said.engine()),
                NOW);
    }

    private static ClusterState state(int written, String managers, int worker) {
        var usual = ClusterSettings.INITIAL;
        var settings = new ClusterSettings(
                Optional.of(new ClusterId("c1")),
                written,
                usual.taskHistory(),
                usual.addressPools(),
                usual.poolPrefix(),
                usual.lastSubnet(),
                usual.nodeDownAfter(),
                usual.contentKey());
        var changes = new ArrayList<Change>(List.of(new Change.PutSettings(settings)));
        for (var formats : managers.split(" ", -1)) {
            changes.add(new Change.PutNode(node("m" + changes.size(), Node.Role.MANAGER, Integer.parseInt(formats))));
        }
        changes.add(new Change.PutNode(node("w1", Node.Role.WORKER, worker)));
        return ClusterState.EMPTY.with(changes);
    }

    @ParameterizedTest(name = "{0}: written {1}, managers read {2}, a worker {3}: {4}")
    @CsvSource({
        "nothing new, 1, 1 1 1, 1, 1",
        "one is upgraded, 1, 2 1 1, 1, 1",
        "two are upgraded, 1, 2 2 1, 2, 1",
        "all are upgraded, 1, 2 2 2, 1, 2",
        "two steps at once, 1, 3 3 2, 1, 2",
        "it never goes back, 2, 2 1 1, 1, 2",
        "a manager that said nothing yet, 1, 2 2 0, 2, 1",
    })
    void theLogIsWrittenInWhatEveryManagerReads(String name, int written, String managers, int worker, int expected) {
        var before = state(written, managers, worker);
        assertThat(before.with(Formats.changes(before)).settings().format()).isEqualTo(expected);
    }

    @Test
    void beforeThereIsAClusterNothingIsDecided() {
        assertThat(Formats.changes(ClusterState.EMPTY)).isEmpty();
    }

    @Test
    void aNodeThatReadsOnlyOlderFormatsDoesNotBecomeAManager() {
        var promote = new NodeRequests.Update(
                new RequestId("r"), "w1", Optional.empty(), Optional.of(Node.Role.MANAGER), Map.of(), List.of());
        var context = new Request.Context(NOW, new RandomIds());
        var refused = (Request.Planned.Refused<NodeRequests.Changed>) promote.plan(state(2, "2", 1), context);
        assertThat(refused.refusal().sentence())
                .isEqualTo("node w1 reads logs up to format 1, and this cluster writes 2: upgrade its daemon first");
        assertThat(promote.plan(state(2, "2", 2), context)).isInstanceOf(Request.Planned.Accepted.class);
    }
}
