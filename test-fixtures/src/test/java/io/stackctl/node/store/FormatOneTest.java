package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Transaction;
import io.stackctl.fixtures.RandomRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An entry of the log and a snapshot as format 1 writes them, kept as files: every later version has to read them. A
 * change of the format makes a new number and new files beside these. {@code -Dgolden.update=true} writes them anew,
 * which is right only while no version that writes the format was released.
 */
class FormatOneTest {
    private static final Path ENTRY = Path.of("src/test/resources/store/format-1.entry");
    private static final Path SNAPSHOT = Path.of("src/test/resources/store/format-1.snapshot");
    private static final SnapshotFile SNAPSHOTS =
            new SnapshotFile(new SnapshotSeal(new Sealing(new byte[Sealing.KEY_BYTES]), SnapshotFile.NAME));

    @BeforeAll
    static void update() throws IOException {
        if (!Boolean.getBoolean("golden.update")) {
            return;
        }
        var records = RandomRecords.full(new Random(1));
        var changes = new ArrayList<Change>();
        for (var kind : Change.class.getPermittedSubclasses()) {
            for (int count = 0; count < 3; count++) {
                changes.add((Change) records.next(kind));
            }
        }
        var transaction = new Transaction(
                new Revision(811),
                Instant.ofEpochSecond(1_800_000_000, 7),
                "golden",
                List.of(new RequestId("r")),
                changes);
        Files.createDirectories(ENTRY.toAbsolutePath().getParent());
        Files.write(ENTRY, LogFormat.encode(transaction, 1));
        var state = ClusterState.EMPTY
                .with(changes.stream().filter(FormatOneTest::puts).toList())
                .with(new Change.PutSettings(ClusterSettings.INITIAL))
                .restoredAs(new Revision(811), transaction.at());
        SNAPSHOTS.write(SNAPSHOT, new SnapshotFile.Snapshot(state, 900));
    }

    private static boolean puts(Change change) {
        return change.getClass().getSimpleName().startsWith("Put");
    }

    @Test
    void anEntryOfFormatOneIsStillRead() throws Exception {
        var transaction = LogFormat.decode(Files.readAllBytes(ENTRY));
        assertThat(transaction.basedOn()).isEqualTo(new Revision(811));
        assertThat(transaction.at()).isEqualTo(Instant.ofEpochSecond(1_800_000_000, 7));
        assertThat(transaction.changes().stream().map(Object::getClass).distinct())
                .hasSizeGreaterThanOrEqualTo(19);
        assertThat(LogFormat.decode(LogFormat.encode(transaction, 1))).isEqualTo(transaction);
    }

    @Test
    void aSnapshotOfFormatOneIsStillReadAndHoldsWhatTheEntryPut() throws Exception {
        var snapshot = SNAPSHOTS.read(SNAPSHOT);
        var transaction = LogFormat.decode(Files.readAllBytes(ENTRY));
        assertThat(snapshot.index()).isEqualTo(900);
        assertThat(snapshot.state())
                .isEqualTo(ClusterState.EMPTY
                        .with(transaction.changes().stream()
                                .filter(FormatOneTest::puts)
                                .toList())
                        .restoredAs(new Revision(811), transaction.at()));
    }

    @Test
    void anEntryOfAHigherFormatAsksForAnUpgrade() throws Exception {
        var entry = Files.readAllBytes(ENTRY);
        entry[1] = (byte) (LogFormat.HIGHEST + 1);
        assertThatThrownBy(() -> LogFormat.decode(entry)).hasMessageContaining("upgrade this node");
        entry[1] = 0;
        assertThatThrownBy(() -> LogFormat.decode(entry)).hasMessageContaining("damaged");
    }
}
