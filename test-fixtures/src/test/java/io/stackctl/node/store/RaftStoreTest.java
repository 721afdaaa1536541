package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.Transaction;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaftStoreTest {
    private static final AtomicInteger NODES = new AtomicInteger();

    private final Peer self = new Peer(new NodeId("store" + NODES.incrementAndGet()), 1);

    @TempDir
    private Path folder;

    private RaftStore store(Recorder recorder, SnapshotRule rule) {
        return new RaftStore(new RaftStore.Settings(folder.resolve("raft"), self, List.of(self), rule, true), recorder);
    }

    private RaftStore store(Recorder recorder) {
        return store(recorder, SnapshotRule.NORMAL);
    }

    static Transaction config(ClusterState state, String name, byte[] content) {
        var at = Instant.ofEpochSecond(1_800_000_000, 5);
        var config = new StoredConfig(
                new ConfigId(name),
                Optional.empty(),
                name,
                new ContentVersion("v"),
                Immutable.emptyMap(),
                Bytes.of(content),
                at);
        return new Transaction(
                state.revision(),
                at,
                "put " + name,
                List.of(new RequestId(name)),
                List.of(new Change.PutConfig(config)));
    }

    @Test
    void aNewStoreLeadsAndKeepsWhatItAppliedOverARestart() throws Exception {
        var first = new Recorder();
        ClusterState left;
        try (var store = store(first)) {
            store.start(first);
            long term = first.awaitTerm();
            for (int number = 1; number <= 20; number++) {
                assertThat(store.propose(config(store.state(), "c" + number, new byte[100]), term))
                        .isEqualTo(new Proposed.Applied(new Revision(number)));
            }
            left = store.state();
            assertThat(first.applied).hasSize(20);
        }
        var second = new Recorder();
        try (var store = store(second)) {
            store.start(second);
            assertThat(second.awaitTerm()).isGreaterThan(first.terms.getFirst());
            assertThat(store.state()).isEqualTo(left);
            assertThat(second.fatal).isEmpty();
        }
    }
}
