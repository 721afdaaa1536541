package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.store.transport.PeerChannels;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raft data that was made from a state: a store leads on it, and keeps it like any other. */
@Tag("store")
class RestoredLogTest {
    private static final Peer SELF = new Peer(new NodeId("restored"), 2);
    private static final Revision AFTER = new Revision(1_000_000_812L);

    @TempDir
    private Path folder;

    private RaftStore store(Recorder recorder, Peer self) throws StoreException {
        return RaftStore.ofFounder(
                folder.resolve("raft"), DataKeys.in(folder.resolve("raft")), self, PeerChannels.NONE, recorder);
    }

    private static ClusterState state() {
        return ClusterState.EMPTY.restoredAs(AFTER, Instant.ofEpochSecond(1_800_000_000));
    }

    @Test
    void aStoreGoesOnFromTheStateThatItWasGiven() throws Exception {
        RestoredLog.write(folder.resolve("raft"), SELF, state());
        for (int start = 0; start < 3; start++) {
            var recorder = new Recorder();
            try (var store = store(recorder, SELF)) {
                store.start(recorder);
                long term = recorder.awaitTerm();
                assertThat(term).isGreaterThan(1);
                assertThat(store.state().revision()).isEqualTo(new Revision(AFTER.value() + start));
                assertThat(Writes.last(store.state())).isEqualTo(start);
                assertThat(store.propose(Writes.next(store.state()), term))
                        .isEqualTo(new Proposed.Applied(new Revision(AFTER.value() + start + 1)));
                assertThat(store.quorum().orElseThrow().voters()).containsExactly(SELF);
            }
            assertThat(recorder.fatal).isEmpty();
        }
    }

    @Test
    void itIsOfThatOneManager() throws Exception {
        RestoredLog.write(folder.resolve("raft"), SELF, state());
        var recorder = new Recorder();
        try (var store = store(recorder, new Peer(SELF.node(), 1))) {
            assertThatThrownBy(() -> store.start(recorder)).hasMessageContaining("must not vote twice");
        }
    }
}
