package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.fixtures.Await;
import io.stackctl.node.store.transport.PeerChannels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a store are locked and replaced while it runs, and it is killed between any two steps of that. */
class KeyRotationTest {
    private static final AtomicInteger NODES = new AtomicInteger();

    private final Peer self = new Peer(new NodeId("rotated" + NODES.incrementAndGet()), 1);

    @TempDir
    private Path folder;

    private RaftStore store(Path raft, DataKeys keys, Recorder recorder) {
        var settings = new RaftStore.Settings(
                raft, self, List.of(self), PeerChannels.NONE, SnapshotRule.NORMAL, RaftStore.Sync.ALL);
        return new RaftStore(settings, Optional.of(keys), recorder);
    }

    private static void write(RaftStore store, long term, int count) throws Exception {
        for (int written = 0; written < count; written++) {
            assertThat(store.propose(Writes.next(store.state()), term)).isInstanceOf(Proposed.Applied.class);
        }
    }

    /** Opens what a kill left, with the key that the disk wants, and finds all that was there. */
    private void assertStartsAgain(Path killed, Optional<UnlockKey> key, ClusterState left) throws Exception {
        var keys = DataKeys.in(killed);
        assertThat(keys.locked()).isEqualTo(key.isPresent());
        if (key.isPresent()) {
            assertThat(keys.unlock(UnlockKey.create())).isFalse();
            assertThat(keys.unlock(key.get())).isTrue();
        }
        var recorder = new Recorder();
        try (var store = store(killed, keys, recorder)) {
            store.start(recorder);
            recorder.awaitTerm();
            assertThat(store.state()).isEqualTo(left);
            Await.until("no older key is left", Recorder.PATIENCE, () -> superseded(store));
            assertThat(keys.hasOlder()).isFalse();
        }
        assertThat(recorder.fatal).isEmpty();
    }

    private static boolean superseded(RaftStore store) {
        try {
            return store.supersedeOlderKeys();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a kill would leave at this moment. */
    private record Killed(Path raft, Optional<UnlockKey> key, ClusterState left) {}

    private Killed killed(RaftStore store, String when, Optional<UnlockKey> key) throws IOException {
        var copy = folder.resolve(when);
        copy(folder.resolve("raft"), copy);
        return new Killed(copy, key, store.state());
    }

    private void assertStartAgain(List<Killed> all) throws Exception {
        for (var one : all) {
            assertStartsAgain(one.raft, one.key, one.left);
        }
    }

    @Test
    void aStoreThatIsLockedWhileItRunsStartsAgainFromEachStepOfThat() throws Exception {
        var raft = folder.resolve("raft");
        var keys = DataKeys.in(raft);
        var recorder = new Recorder();
        var first = UnlockKey.create();
        var second = UnlockKey.create();
        var kills = new ArrayList<Killed>();
        try (var store = store(raft, keys, recorder)) {
            store.start(recorder);
            long term = recorder.awaitTerm();
            write(store, term, 5);
            kills.add(killed(store, "open", Optional.empty()));

            keys.relock(Optional.of(first));
            kills.add(killed(store, "locked", Optional.of(first)));
            write(store, term, 5);
            kills.add(killed(store, "locked-and-written", Optional.of(first)));
            store.supersedeOlderKeys();
            kills.add(killed(store, "first-snapshot", Optional.of(first)));
            Await.until("no older key is left", Recorder.PATIENCE, () -> superseded(store));
            kills.add(killed(store, "superseded", Optional.of(first)));

            keys.relock(Optional.of(second));
            keys.relock(Optional.of(first));
            kills.add(killed(store, "twice", Optional.of(first)));
            write(store, term, 5);
            keys.relock(Optional.empty());
            kills.add(killed(store, "open-again", Optional.empty()));
            Await.until("no older key is left", Recorder.PATIENCE, () -> superseded(store));
            write(store, term, 5);
            kills.add(killed(store, "end", Optional.empty()));
        }
        assertStartAgain(kills);
        assertThat(recorder.fatal).isEmpty();
    }

    /** The file is replaced in one step: a fresh one beside it that was never moved is no file. */
    @Test
    void aKeyFileThatWasNotMovedInTimeCountsForNothing() throws Exception {
        Killed killed;
        var raft = folder.resolve("raft");
        var keys = DataKeys.in(raft);
        var recorder = new Recorder();
        try (var store = store(raft, keys, recorder)) {
            store.start(recorder);
            write(store, recorder.awaitTerm(), 3);
            killed = killed(store, "killed", Optional.empty());
            keys.relock(Optional.of(UnlockKey.create()));
            Files.copy(raft.resolve("key"), killed.raft.resolve("key.new"), StandardCopyOption.REPLACE_EXISTING);
        }
        assertStartAgain(List.of(killed));
    }

    @Test
    void aLockedKeyFileHoldsNoKeyInClear() throws Exception {
        var raft = folder.resolve("raft");
        var keys = DataKeys.in(raft);
        var recorder = new Recorder();
        try (var store = store(raft, keys, recorder)) {
            store.start(recorder);
            recorder.awaitTerm();
            var clear = Files.readString(raft.resolve("key"))
                    .lines()
                    .toList()
                    .getLast()
                    .split(" ", -1)[2];
            assertThat(HexFormat.of().parseHex(clear)).hasSize(Sealing.KEY_BYTES);
            keys.relock(Optional.of(UnlockKey.create()));
            assertThat(Files.readString(raft.resolve("key")))
                    .startsWith("format 2\nlocked yes\n")
                    .doesNotContain(clear);
        }
    }

    @Test
    void aStoreWhoseKeysAreLockedDoesNotStartWithoutTheKey() throws Exception {
        var raft = folder.resolve("raft");
        var recorder = new Recorder();
        var keys = DataKeys.in(raft);
        try (var store = store(raft, keys, recorder)) {
            store.start(recorder);
            recorder.awaitTerm();
            keys.relock(Optional.of(UnlockKey.create()));
        }
        try (var store = store(raft, DataKeys.in(raft), recorder)) {
            assertThatThrownBy(() -> store.start(recorder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("unlock key");
        }
    }

    @Test
    void theOneKeyOfAnOlderManagerIsRead() throws Exception {
        Killed older;
        var raft = folder.resolve("raft");
        var recorder = new Recorder();
        try (var store = store(raft, DataKeys.in(raft), recorder)) {
            store.start(recorder);
            write(store, recorder.awaitTerm(), 3);
            var key = Files.readString(raft.resolve("key"))
                    .lines()
                    .toList()
                    .getLast()
                    .split(" ", -1)[2];
            older = killed(store, "older", Optional.empty());
            Files.writeString(older.raft.resolve("key"), key + "\n");
        }
        assertStartAgain(List.of(older));
    }

    @Test
    void damageOfTheKeyFileIsToldAndQuotesNoKey() throws Exception {
        var file = folder.resolve("key");
        for (var damaged : List.of(
                "",
                "abc",
                "format 2\n",
                "format 2\nlocked no\n",
                "format 2\nlocked maybe\nkey 00 00\n",
                "format 2\nlocked no\nkey 0000000000000000 " + "ab".repeat(Sealing.KEY_BYTES) + "\n",
                "format 2\nlocked no\nkey 00 zz\n",
                "format 2\nlocked yes\nkey 00\n")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> DataKeys.in(folder))
                    .as(damaged)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageNotContaining("abab");
        }
        Files.writeString(file, "format 3\n");
        assertThatThrownBy(() -> DataKeys.in(folder)).hasMessageContaining("upgrade this node");
    }

    @Test
    void anUnlockKeyIsReadAsItIsWrittenAndPrintsNothing() {
        var key = UnlockKey.create();
        assertThat(key.text()).matches("SWMKEY-1-[A-Za-z0-9+/]{43}");
        assertThat(UnlockKey.parse("  " + key.text() + "\n")).contains(key);
        assertThat(key.toString()).isEqualTo("SWMKEY-1-***");
        for (var wrong : List.of(
                "",
                "SWMKEY-1-",
                "SWMKEY-2-" + key.text().substring(9),
                key.text().substring(0, 40),
                "x")) {
            assertThat(UnlockKey.parse(wrong)).as(wrong).isEmpty();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    if (!file.getFileName().toString().equals("LOCK")) {
                        Files.copy(file, to.resolve(from.relativize(file).toString()));
                    }
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
