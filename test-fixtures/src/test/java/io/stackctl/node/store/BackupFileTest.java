package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.fixtures.RandomRecords;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
    /** Few, for the tests open many files. */
    private static final int ROUNDS = 10;

    private static final Passphrase PASSPHRASE = new Passphrase("correct horse battery");
    private static final BackupLabel LABEL = new BackupLabel(
            new ClusterId("cluster-1"),
            new Revision(812),
            Instant.ofEpochSecond(1_800_000_000),
            new NodeId("manager1"),
            "host-1",
            new BackupLabel.Counts(3, 2, 5, 4, 1));

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
        var bytes = new ByteArrayOutputStream();
        BackupFile.write(bytes, state, LABEL, PASSPHRASE, ROUNDS);
        return Files.write(folder.resolve("backup"), bytes.toByteArray());
    }

    private static String text(Path file) throws Exception {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void replace(Path file, String before, String after) throws Exception {
        var text = text(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aStateComesBackWithItsLabelRevisionAndTime() throws Exception {
        var state = anyState();
        assertThat(BackupFile.read(written(state), PASSPHRASE)).isEqualTo(new BackupFile.Content(LABEL, state));
    }

    @Test
    void itsFirstLinesTellAnOperatorWhatItIs() throws Exception {
        assertThat(text(written(ClusterState.EMPTY)).lines().limit(7))
                .containsExactly(
                        "stackctl backup 1",
                        "cluster cluster-1",
                        "revision 812",
                        "taken 2027-01-15T08:00:00Z",
                        "manager manager1 host-1",
                        "holds 3 nodes, 2 stacks, 5 services, 4 secrets, 1 configs",
                        "restore stackctl cluster restore --advertise-addr ADDRESS FILE");
    }

    @Test
    void anotherPassphraseIsToldFromADamagedFile() throws Exception {
        var file = written(ClusterState.EMPTY);
        assertThatThrownBy(() -> BackupFile.read(file, new Passphrase("another passphrase")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the passphrase does not open this backup of cluster cluster-1")
                .message()
                .doesNotContain("another passphrase");
    }

    @Test
    void aFileThatWasCutOffAnywhereIsRefused() throws Exception {
        var file = written(anyState());
        var whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length += 1 + whole.length / 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> BackupFile.read(file, PASSPHRASE)).isInstanceOf(StoreException.class);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> BackupFile.read(file, PASSPHRASE)).hasMessageContaining("it ends too early");
    }

    @Test
    void aFileThatWasChangedAnywhereIsRefused() throws Exception {
        var file = written(anyState());
        var whole = Files.readAllBytes(file);
        var random = new Random(1);
        for (int round = 0; round < 200; round++) {
            var changed = whole.clone();
            int at = round < 100 ? random.nextInt(400) : random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(6));
            Files.write(file, changed);
            assertThatThrownBy(() -> BackupFile.read(file, PASSPHRASE))
                    .as("byte %d", at)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aNewerLayoutAndANewerFormatAskForAnUpgrade() throws Exception {
        var layout = written(ClusterState.EMPTY);
        replace(layout, "stackctl backup 1\n", "stackctl backup 2\n");
        assertThatThrownBy(() -> BackupFile.read(layout, PASSPHRASE)).hasMessageContaining("upgrade this node");

        var format = written(ClusterState.EMPTY);
        replace(format, "\nformat " + LogFormat.HIGHEST + "\n", "\nformat " + (LogFormat.HIGHEST + 1) + "\n");
        assertThatThrownBy(() -> BackupFile.read(format, PASSPHRASE)).hasMessageContaining("upgrade this node");
    }

    @Test
    void somethingElseIsNoBackup() throws Exception {
        for (var content : new String[] {"", "\n\n", "services:\n  web:\n\n", "x".repeat(10_000)}) {
            var file = Files.writeString(folder.resolve("other"), content);
            assertThatThrownBy(() -> BackupFile.read(file, PASSPHRASE))
                    .hasMessageContaining("it is no backup of a stackctl cluster");
        }
    }

    @Test
    void moreWorkForTheKeyThanIsSensibleIsNotDone() throws Exception {
        var file = written(ClusterState.EMPTY);
        replace(file, "pbkdf2-sha256 " + ROUNDS + " ", "pbkdf2-sha256 999999999 ");
        assertThatThrownBy(() -> BackupFile.read(file, PASSPHRASE)).hasMessageContaining("does not know");
    }

    @Test
    void aPassphraseIsNeverShortAndNeverShown() {
        assertThatThrownBy(() -> new Passphrase("too short")).hasMessageContaining("12 characters");
        assertThat(PASSPHRASE).hasToString("***");
    }
}
