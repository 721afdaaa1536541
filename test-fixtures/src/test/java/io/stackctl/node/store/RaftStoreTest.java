package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Transaction;
import io.stackctl.fixtures.Await;
import io.stackctl.node.Limits;
import io.stackctl.node.store.transport.PeerChannels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RaftStoreTest {
    private static final AtomicInteger NODES = new AtomicInteger();
    private static final SnapshotRule OFTEN = new SnapshotRule(10, Long.MAX_VALUE);

    private final Peer self = new Peer(new NodeId("store" + NODES.incrementAndGet()), 1);
    private final Recorder recorder = new Recorder();

    @TempDir
    private Path folder;

    private RaftStore store(Peer peer, Recorder fatal, SnapshotRule rule) {
        var settings = new RaftStore.Settings(
                folder.resolve("raft"), peer, List.of(peer), PeerChannels.NONE, rule, RaftStore.Sync.ALL);
        return new RaftStore(settings, fatal);
    }

    private RaftStore store() {
        return store(self, recorder, SnapshotRule.NORMAL);
    }

    /** Opens the store, writes, and closes it; returns the state that it left. */
    private ClusterState write(int count, SnapshotRule rule) throws Exception {
        var writing = new Recorder();
        try (var store = store(self, writing, rule)) {
            store.start(writing);
            long term = writing.awaitTerm();
            for (int written = 0; written < count; written++) {
                var next = Writes.next(store.state());
                assertThat(store.propose(next, term))
                        .isEqualTo(new Proposed.Applied(next.basedOn().next()));
            }
            return store.state();
        }
    }

    private void assertRefused(Peer peer, String words) {
        try (var store = store(peer, recorder, SnapshotRule.NORMAL)) {
            assertThatThrownBy(() -> store.start(recorder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void aManagerThatWasStoppedBeforeItEverVotedStartsAgain() throws Exception {
        var founders = List.of(self, new Peer(new NodeId("absent-1"), 1), new Peer(new NodeId("absent-2"), 1));
        var settings = new RaftStore.Settings(
                folder.resolve("raft"), self, founders, PeerChannels.NONE, SnapshotRule.NORMAL, RaftStore.Sync.ALL);
        for (int start = 0; start < 2; start++) {
            try (var store = new RaftStore(settings, recorder)) {
                store.start(recorder);
            }
        }
        assertThat(recorder.fatal).isEmpty();
    }

    @Test
    void whatWasAppliedIsThereAfterARestartInALaterTerm() throws Exception {
        var left = write(20, SnapshotRule.NORMAL);
        try (var store = store()) {
            store.start(recorder);
            assertThat(recorder.awaitTerm()).isGreaterThan(1);
            assertThat(store.state()).isEqualTo(left);
            assertThat(recorder.applied).hasSize(20);
            assertThat(recorder.restored).isEmpty();
        }
        assertThat(recorder.fatal).isEmpty();
    }

    /** Whoever asked before the end may read after it, and then nothing older than it waited for. */
    @Test
    void aStoreThatIsClosedStillTellsWhatItKnew() throws Exception {
        var left = write(3, SnapshotRule.NORMAL);
        var store = store();
        store.start(recorder);
        recorder.awaitTerm();
        store.close();
        assertThat(store.state()).isEqualTo(left);
    }

    @Test
    void aSnapshotStandsForTheEntriesBeforeIt() throws Exception {
        var left = write(95, OFTEN);
        try (var store = store(self, recorder, OFTEN)) {
            store.start(recorder);
            recorder.awaitTerm();
            assertThat(store.state()).isEqualTo(left);
            assertThat(recorder.restored).hasSize(1);
            assertThat(recorder.applied).hasSizeLessThan(60);
        }
    }

    /** A store that forgot its raft before raft had ended waited for ever for the snapshot that it could not write. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStoreIsClosedWhileASnapshotIsTaken() throws Exception {
        var always = new SnapshotRule(1, Long.MAX_VALUE);
        for (int round = 0; round < 20; round++) {
            write(1 + round % 3, always);
        }
        var left = write(1, always);
        try (var store = store()) {
            store.start(recorder);
            recorder.awaitTerm();
            assertThat(store.state()).isEqualTo(left);
        }
        assertThat(recorder.fatal).isEmpty();
    }

    @Test
    void aProposalInAnotherTermOrFromAnotherRevisionChangesNothing() throws Exception {
        try (var store = store()) {
            store.start(recorder);
            long term = recorder.awaitTerm();
            var first = Writes.next(store.state());
            assertThat(store.propose(first, term + 1)).isEqualTo(new Proposed.NotLeader());
            assertThat(store.propose(first, term)).isEqualTo(new Proposed.Applied(new Revision(1)));
            assertThat(store.propose(first, term)).isEqualTo(new Proposed.Stale(new Revision(0), new Revision(1)));
            assertThat(store.state().revision()).isEqualTo(new Revision(1));
            assertThat(recorder.applied).containsExactly(first);
        }
    }

    @Test
    void whatCouldNotBeReadBackNeverEntersTheLog() throws Exception {
        try (var store = store()) {
            store.start(recorder);
            long term = recorder.awaitTerm();
            var odd = new Transaction(Revision.ZERO, Instant.EPOCH, "half a character \ud800", List.of(), List.of());
            assertThat(store.propose(odd, term))
                    .isInstanceOfSatisfying(
                            Proposed.Refused.class,
                            refused -> assertThat(refused.why()).contains("not valid Unicode"));
            var large = Writes.write(store.state(), 1, new byte[Limits.TRANSACTION_BYTES]);
            assertThat(store.propose(large, term))
                    .isInstanceOfSatisfying(
                            Proposed.Refused.class,
                            refused -> assertThat(refused.why()).contains("are allowed"));
            assertThat(store.propose(Writes.next(store.state()), term))
                    .isEqualTo(new Proposed.Applied(new Revision(1)));
        }
    }

    @Test
    void beforeTheStartAndAfterTheCloseNothingIsProposed() throws Exception {
        var store = store();
        assertThat(store.state()).isEqualTo(ClusterState.EMPTY);
        assertThat(store.propose(Writes.next(store.state()), 1)).isEqualTo(new Proposed.NotLeader());
        store.start(recorder);
        long term = recorder.awaitTerm();
        store.close();
        assertThat(store.propose(Writes.next(ClusterState.EMPTY), term)).isEqualTo(new Proposed.NotLeader());
    }

    @Test
    void aFolderInUseIsRefused() throws Exception {
        try (var store = store()) {
            store.start(recorder);
            assertRefused(self, "is in use by another process");
        }
    }

    @Test
    void aFolderOfAnotherVoterIsRefused() throws Exception {
        write(1, SnapshotRule.NORMAL);
        assertRefused(new Peer(self.node(), 2), "belongs to " + self + ", not to " + self.node() + ".2");
    }

    @Test
    void aFolderThatIsNotWholeIsRefusedAndNotTakenForANewOne() throws Exception {
        write(1, SnapshotRule.NORMAL);
        var raft = folder.resolve("raft");
        for (var part : List.of("log", "meta", "key")) {
            Files.move(raft.resolve(part), folder.resolve(part));
            assertRefused(self, "missing");
            Files.move(folder.resolve(part), raft.resolve(part));
        }
        assertThat(write(1, SnapshotRule.NORMAL).revision()).isEqualTo(new Revision(2));
    }

    @Test
    void aFolderOfANewerVersionAsksForAnUpgrade() throws Exception {
        write(1, SnapshotRule.NORMAL);
        var identity = folder.resolve("raft/identity");
        Files.writeString(identity, Files.readString(identity).replace("format 1", "format 2"));
        assertRefused(self, "upgrade this node");
    }

    @Test
    void anotherKeyDoesNotOpenTheLog() throws Exception {
        write(1, SnapshotRule.NORMAL);
        var key = folder.resolve("raft/key");
        Files.writeString(key, "00".repeat(Sealing.KEY_BYTES));
        assertRefused(self, "sealed with another key");
    }

    @Test
    void onlyTheOwnerReadsTheFolderAndNothingInItIsInClear() throws Exception {
        write(30, OFTEN);
        var raft = folder.resolve("raft");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(raft)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(raft.resolve("key"))))
                .isEqualTo("rw-------");
        try (var files = Files.walk(raft)) {
            assertThat(files.filter(Files::isRegularFile).filter(RaftStoreTest::showsAConfig))
                    .isEmpty();
        }
    }

    private static boolean showsAConfig(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("config-");
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read " + file, failed);
        }
    }

    @Test
    void theLogIsCutBehindSnapshots() throws Exception {
        try (var store = store(self, recorder, OFTEN)) {
            store.start(recorder);
            long term = recorder.awaitTerm();
            for (int written = 0; written < 40; written++) {
                store.propose(Writes.next(store.state()), term);
            }
            var snapshots = folder.resolve("raft/snapshot");
            Await.until("a snapshot", Recorder.PATIENCE, () -> {
                try (var names = Files.list(snapshots)) {
                    return names.anyMatch(name -> name.getFileName().toString().startsWith("snapshot_"));
                } catch (IOException moving) {
                    return false;
                }
            });
        }
    }
}
