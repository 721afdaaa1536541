package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.transport.PeerChannels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flips bits in every file of a store. It either comes up with all that it had, or it does not come up and says why;
 * it never comes up with less. {@code -Dstore.flips=20} chooses how many places of each file.
 */
@Tag("store")
class DamageTest {
    private static final int FLIPS = Integer.getInteger("store.flips", 3);
    private static final AtomicInteger NODES = new AtomicInteger();

    /** RocksDB's own log lines, and files without content. */
    private static final List<String> HARMLESS = List.of("LOG", "LOCK", "lock");

    @TempDir
    private Path folder;

    private Peer self() {
        return new Peer(new NodeId("damaged"), 1);
    }

    private RaftStore store(Path raft, Recorder recorder, SnapshotRule rule) {
        return new RaftStore(
                new RaftStore.Settings(raft, self(), List.of(self()), PeerChannels.NONE, rule, RaftStore.Sync.ALL),
                recorder);
    }

    private ClusterState write(Path raft, int count, SnapshotRule rule) throws Exception {
        var recorder = new Recorder();
        try (var store = store(raft, recorder, rule)) {
            store.start(recorder);
            long term = recorder.awaitTerm();
            for (int written = 0; written < count; written++) {
                assertThat(store.propose(Writes.next(store.state()), term)).isInstanceOf(Proposed.Applied.class);
            }
            return store.state();
        }
    }

    /** What came of a start: the state, or why there is none. */
    private String open(Path raft, ClusterState left) throws Exception {
        var recorder = new Recorder();
        try (var store = store(raft, recorder, SnapshotRule.NORMAL)) {
            store.start(recorder);
            recorder.awaitEnd();
            if (!recorder.fatal.isEmpty()) {
                return String.valueOf(recorder.fatal.getFirst().getMessage());
            }
            return store.state().equals(left)
                    ? "whole"
                    : "LESS: " + store.state().revision();
        } catch (StoreException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private void flipEverywhere(Path raft, ClusterState left) throws Exception {
        var random = new Random(5);
        var outcomes = new ArrayList<String>();
        for (var file : files(raft)) {
            for (int flip = 0; flip < FLIPS; flip++) {
                var copy = folder.resolve("copy" + NODES.incrementAndGet());
                copy(raft, copy);
                var target = copy.resolve(raft.relativize(file).toString());
                var bytes = Files.readAllBytes(target);
                int at = random.nextInt(bytes.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(target, bytes);
                outcomes.add(raft.relativize(file) + " at " + at + " of " + bytes.length + ": " + open(copy, left));
            }
        }
        assertThat(outcomes).noneMatch(outcome -> outcome.contains("LESS"));
        assertThat(outcomes).anyMatch(outcome -> !outcome.endsWith(": whole"));
    }

    @Test
    void aDamagedLogIsToldOrHarmless() throws Exception {
        var raft = folder.resolve("raft");
        flipEverywhere(raft, write(raft, 60, SnapshotRule.NORMAL));
    }

    @Test
    void aDamagedSnapshotIsToldOrHarmless() throws Exception {
        var raft = folder.resolve("raft");
        flipEverywhere(raft, write(raft, 60, new SnapshotRule(10, Long.MAX_VALUE)));
    }

    private static List<Path> files(Path raft) throws IOException {
        try (Stream<Path> files = Files.walk(raft)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> HARMLESS.stream()
                            .noneMatch(name -> file.getFileName().toString().startsWith(name)))
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
