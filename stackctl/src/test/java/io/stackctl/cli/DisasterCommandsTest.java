package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisasterCommandsTest {
    private final FakeCluster cluster = new FakeCluster();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        cluster.close();
    }

    private CommandRun backup(Path file) {
        return CommandRun.reading(
                cluster,
                FakeDisaster.PASSPHRASE + "\n",
                "cluster",
                "backup",
                "-o",
                file.toString(),
                "--passphrase-file",
                "-");
    }

    private CommandRun restore(Path file, String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of(
                "cluster", "restore", "--advertise-addr", "192.0.2.9", "--passphrase-file", "-", file.toString()));
        words.addAll(java.util.List.of(more));
        return CommandRun.reading(cluster, FakeDisaster.PASSPHRASE + "\n", words.toArray(String[]::new));
    }

    @Test
    void aBackupIsAFileThatOnlyItsOwnerReadsAndTellsHowToRestoreIt() throws Exception {
        var file = folder.resolve("today.backup");
        var run = backup(file);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(file + "\n");
        assertThat(run.err())
                .contains(
                        "cluster cluster-1 at revision 812, 12 bytes: 3 nodes, 1 stack, 5 services, 4 secrets, 0 configs")
                .contains("    stackctl cluster restore --advertise-addr ADDRESS " + file)
                .doesNotContain(FakeDisaster.PASSPHRASE);
        assertThat(file).hasContent("sealed bytes");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aBackupNeverOverwrites() throws Exception {
        var file = Files.writeString(folder.resolve("today.backup"), "yesterday's");
        var run = backup(file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("is there already, and a backup never overwrites");
        assertThat(file).hasContent("yesterday's");
    }

    @Test
    void aBackupThatBreaksOffLeavesNothing() throws Exception {
        cluster.disaster.failure = Optional.of(Status.UNAVAILABLE.withDescription("the manager is stopping"));
        var run = backup(folder.resolve("today.backup"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("the manager is stopping");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBackupThatCannotBeWrittenSaysWhy() {
        var run = backup(folder.resolve("no/such/folder.backup"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot write ").contains("no such file or directory");
    }

    @Test
    void aPassphraseHasToBeGivenAndLongEnough() throws Exception {
        var file = folder.resolve("today.backup").toString();
        var without = CommandRun.of(cluster, "cluster", "backup", "-o", file);
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err()).contains("no passphrase: name a file that holds it with --passphrase-file");

        var small = CommandRun.reading(cluster, "short\n", "cluster", "backup", "-o", file, "--passphrase-file", "-");
        assertThat(small.code()).isEqualTo(1);
        assertThat(small.err()).contains("it must have 12 characters at least");

        var missing = CommandRun.of(cluster, "cluster", "backup", "-o", file, "--passphrase-file", file + ".none");
        assertThat(missing.err()).contains("cannot read ").contains("no such file or directory");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRestoreHandsTheWholeFileOverAndSaysWhoIsNotBack() throws Exception {
        var file = Files.writeString(folder.resolve("today.backup"), "x".repeat(300_000) + "end");
        var run = restore(file, "--node", "node-a");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Cluster cluster-1 is back as of ")
                .contains("(revision 812): 3 nodes, 1 stack")
                .contains("Current node (id-node-a) is its only manager.")
                .contains("    stackctl swarm join --token SWMTKN-1-digest-secret 192.0.2.9:2377");
        assertThat(run.err()).contains("No longer in the cluster: node-b.").contains("swarm leave --force");
        assertThat(cluster.disaster.content).hasSize(300_003).endsWith("end");
        var options = cluster.disaster.restored.orElseThrow();
        assertThat(options.getPassphrase()).isEqualTo(FakeDisaster.PASSPHRASE);
        assertThat(options.getAdvertiseAddress()).isEqualTo("192.0.2.9");
        assertThat(options.getNode()).isEqualTo("node-a");
    }

    @Test
    void aRestoreThatIsRefusedSaysWhy() throws Exception {
        var file = Files.writeString(folder.resolve("today.backup"), "sealed");
        cluster.disaster.failure =
                Optional.of(Status.FAILED_PRECONDITION.withDescription("This node is already part of a swarm."));
        var run = restore(file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("This node is already part of a swarm.");

        var missing = restore(folder.resolve("none.backup"));
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("none.backup: no such file or directory");

        var nowhere = CommandRun.of(cluster, "cluster", "restore", file.toString());
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("--advertise-addr");
    }

    @Test
    void aManagerThatGoesOnAloneSaysWhoIsGoneUnderBothNames() {
        for (var words : new String[][] {{"cluster", "recover"}, {"swarm", "init", "--force-new-cluster"}}) {
            var run = CommandRun.of(cluster, words);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("Cluster cluster-1 goes on: current node (id-node-a) is now its only manager.");
            assertThat(run.err()).contains("No longer in the cluster: node-b, node-c.");
        }
        cluster.disaster.failure =
                Optional.of(Status.FAILED_PRECONDITION.withDescription("a majority of the managers answers"));
        var refused = CommandRun.of(cluster, "cluster", "recover");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("a majority of the managers answers");
        assertThat(refused.out()).isEmpty();
    }
}
