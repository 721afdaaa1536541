package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.transport.PeerChannels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up under the store. */
@Tag("store")
class FullDiskTest {
    private final Peer self = new Peer(new NodeId("full"), 1);

    @TempDir
    private Path folder;

    private RaftStore store(Path disk, Recorder recorder) {
        return new RaftStore(
                new RaftStore.Settings(
                        disk.resolve("raft"),
                        self,
                        List.of(self),
                        PeerChannels.NONE,
                        SnapshotRule.NORMAL,
                        RaftStore.Sync.ALL),
                recorder);
    }

    @Test
    void aFullDiskStopsTheStoreWithTheCauseAndCostsNothingThatWasAcknowledged() throws Exception {
        try (var mounts = new Mounts(folder)) {
            var disk = mounts.memory("disk", 48);
            var ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[24 << 20]);
            var left = fill(disk);
            Files.delete(ballast);
            var recorder = new Recorder();
            try (var store = store(disk, recorder)) {
                store.start(recorder);
                long term = recorder.awaitTerm();
                assertThat(store.state().revision()).isGreaterThanOrEqualTo(left.revision());
                assertThat(store.propose(Writes.next(store.state()), term)).isInstanceOf(Proposed.Applied.class);
                assertThat(recorder.fatal).isEmpty();
            }
        }
    }

    /** Writes until it fails; returns the state after the last acknowledged write. */
    private ClusterState fill(Path disk) throws Exception {
        var recorder = new Recorder();
        try (var store = store(disk, recorder)) {
            store.start(recorder);
            long term = recorder.awaitTerm();
            for (int written = 1; written < 1_000; written++) {
                var left = store.state();
                var outcome = store.propose(Writes.write(left, Writes.last(left) + 1, new byte[200_000]), term);
                if (!(outcome instanceof Proposed.Applied)) {
                    assertThat(outcome).isInstanceOf(Proposed.Unknown.class);
                    assertThat(recorder.awaitFatal()).hasMessageContaining("is full");
                    return left;
                }
            }
        }
        throw new AssertionError("the disk did not fill up");
    }
}
