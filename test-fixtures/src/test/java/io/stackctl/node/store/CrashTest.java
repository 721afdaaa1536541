package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the store's process at random moments: while it writes, takes snapshots and cuts its log, and while it starts.
 * {@code -Dstore.kills=200} chooses how often, {@code -Dstore.seed} when.
 */
@Tag("store")
class CrashTest {
    private static final int KILLS = Integer.getInteger("store.kills", 25);
    private static final int SNAPSHOT_EVERY = 7;

    @TempDir
    private Path folder;

    @Test
    void whateverWasAcknowledgedIsThereAfterEveryKill() throws Exception {
        long seed = Long.getLong("store.seed", System.nanoTime());
        var random = new Random(seed);
        long acknowledged = 0;
        int written = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            var writer = Writer.start(folder.resolve("raft"), SNAPSHOT_EVERY, RaftStore.Sync.ALL, true);
            // One in four dies while it starts, the others after some writes and at any point of the next.
            boolean early = random.nextInt(4) == 0;
            if (!early) {
                writer.awaitLines(1 + random.nextInt(30));
            }
            LockSupport.parkNanos((early ? random.nextInt(900) : random.nextInt(30)) * 1_000_000L);
            writer.kill();
            assertThat(writer.complaint()).as("kill %d, seed %d", kill, seed).isEmpty();
            if (!writer.lines().isEmpty()) {
                assertThat(Long.parseLong(writer.lines().getFirst().substring("found ".length())))
                        .as("kill %d, seed %d", kill, seed)
                        .isGreaterThanOrEqualTo(acknowledged);
            }
            written += Math.max(0, writer.lines().size() - 1);
            acknowledged = Math.max(acknowledged, writer.acknowledged());
        }
        var last = Writer.start(folder.resolve("raft"), SNAPSHOT_EVERY, RaftStore.Sync.ALL, false);
        assertThat(last.awaitFirstLine()).as("seed %d", seed).startsWith("found ");
        assertThat(last.acknowledged()).as("seed %d", seed).isGreaterThanOrEqualTo(acknowledged);
        last.kill();
        System.out.printf("%d kills, %d acknowledged writes, none lost (seed %d)%n", KILLS, written, seed);
        assertThat(written).isGreaterThan(KILLS);
    }
}
