package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.fixtures.RandomRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final byte[] KEY = new byte[Sealing.KEY_BYTES];

    private final SnapshotFile snapshots = new SnapshotFile(new SnapshotSeal(new Sealing(KEY), SnapshotFile.NAME));

    @TempDir
    private Path folder;

    private static ClusterState anyState() {
        var records = RandomRecords.any(new Random(3));
        var state = ClusterState.EMPTY;
        for (int number = 0; number < 400; number++) {
            state = state.with(records.next(Change.class));
        }
        // What the cluster writes is what this version reads, not any number.
        state = state.with(new Change.PutSettings(state.settings().withFormat(LogFormat.HIGHEST)));
        return state.restoredAs(new Revision(812), Instant.ofEpochSecond(1_800_000_000, 7));
    }

    private Path written(ClusterState state) throws Exception {
        var file = folder.resolve("state");
        snapshots.write(file, new SnapshotFile.Snapshot(state, 99));
        return file;
    }

    @Test
    void aStateComesBackWithItsRevisionTimeAndIndex() throws Exception {
        var state = anyState();
        assertThat(snapshots.read(written(state))).isEqualTo(new SnapshotFile.Snapshot(state, 99));
        assertThat(snapshots.read(written(ClusterState.EMPTY)).state()).isEqualTo(ClusterState.EMPTY);
    }

    @Test
    void aFileThatWasCutOffAnywhereIsRefused() throws Exception {
        var file = written(anyState());
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> snapshots.read(file)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aFileThatWasChangedAnywhereIsRefused() throws Exception {
        var file = written(anyState());
        var whole = Files.readAllBytes(file);
        var random = new Random(1);
        for (int round = 0; round < 100; round++) {
            var changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThatThrownBy(() -> snapshots.read(file)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aFileOfANewerFormatAsksForAnUpgrade() throws Exception {
        var file = written(ClusterState.EMPTY);
        var bytes = Files.readAllBytes(file);
        bytes[1] = 2;
        Files.write(file, bytes);
        assertThatThrownBy(() -> snapshots.read(file)).hasMessageContaining("upgrade this node");
    }
}
