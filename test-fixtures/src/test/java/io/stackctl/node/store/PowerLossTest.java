package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the power away. A killed process leaves its writes to the kernel, which hides a missing sync; so the store lives
 * on a file system in an image, and what is looked at afterwards is a copy of the image, which holds what was synced and
 * nothing else. {@code -Dstore.powerlosses=50} chooses how often.
 */
@Tag("store")
class PowerLossTest {
    private static final int LOSSES = Integer.getInteger("store.powerlosses", 4);

    @TempDir
    private Path folder;

    /** What was acknowledged before the power went, and what the copy of the disk shows. */
    private record Loss(long acknowledged, String found) {
        boolean lost() {
            return !found.startsWith("found ") || Long.parseLong(found.substring("found ".length())) < acknowledged;
        }
    }

    private Loss lose(int round, int snapshotEvery, int lines, RaftStore.Sync sync) throws Exception {
        try (var mounts = new Mounts(folder)) {
            var disk = mounts.image("disk" + round, 96);
            var writer = Writer.start(mounts.image(disk, "running" + round).resolve("raft"), snapshotEvery, sync, true);
            writer.awaitLines(lines);
            LockSupport.parkNanos(new Random(round).nextInt(200) * 1_000_000L);
            writer.kill();
            var left = mounts.image(mounts.copyOf(disk, "copy" + round), "left" + round);
            var looker = Writer.start(left.resolve("raft"), snapshotEvery, RaftStore.Sync.ALL, false);
            var found = looker.awaitFirstLine();
            looker.kill();
            return new Loss(writer.acknowledged(), found);
        }
    }

    @Test
    void nothingAcknowledgedIsLostWithThePower() throws Exception {
        for (int round = 1; round <= LOSSES; round++) {
            var loss = lose(round, round % 2 == 0 ? 7 : 1_000_000, 1 + 20 * (round % 4), RaftStore.Sync.ALL);
            assertThat(loss.lost()).as("round %d: %s", round, loss).isFalse();
        }
    }

    /** The proof of the proof: a store that does not wait for the disk is caught. */
    @Test
    void aStoreThatDoesNotSyncItsLogIsCaught() throws Exception {
        var loss = lose(1, 1_000_000, 40, RaftStore.Sync.NOT_THE_LOG);
        assertThat(loss.lost()).as("%s", loss).isTrue();
    }
}
