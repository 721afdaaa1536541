package io.stackctl.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.client.Answers;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.spec.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @TempDir
    private Path folder = Path.of("");

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    private static List<String> troubles(List<Finding> found) {
        return found.stream()
                .filter(finding -> finding.level() != Finding.Level.OK)
                .map(finding -> finding.level() + " " + finding.check())
                .toList();
    }

    private List<Finding> machine() {
        return new MachineChecks(folder.resolve("proc"), folder.resolve("sys")).run(42);
    }

    @Test
    void aMachineThatHasEverythingGivesNoTrouble() throws Exception {
        write("proc/filesystems", "nodev\tproc\nnodev\toverlay\n");
        write("proc/sys/net/ipv4/ip_forward", "1\n");
        write("proc/42/environ", "A=b\0INVOCATION_ID=7\0");
        write("proc/42/cgroup", "0::/system.slice/stackd.service\n");
        write("sys/fs/cgroup/cgroup.controllers", "cpu");
        write("sys/module/bridge/x", "");
        write("sys/module/nf_tables/x", "");
        assertThat(troubles(machine())).isEmpty();
    }

    @Test
    void whatAMachineLacksIsToldWithARemedy() {
        assertThat(troubles(machine()))
                .containsExactly(
                        "FAIL cgroups",
                        "WARN overlay",
                        "WARN bridge",
                        "WARN packet filter",
                        "WARN forwarding",
                        "WARN supervisor");
        assertThat(machine())
                .filteredOn(finding -> finding.level() != Finding.Level.OK)
                .allSatisfy(finding -> assertThat(finding.remedy()).isNotEmpty());
    }

    @Test
    void aFolderThatOthersReadIsAFailure() throws Exception {
        write("raft/key", "secret");
        var key = folder.resolve("raft/key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(troubles(new FolderChecks(folder, NOW).run())).contains("FAIL permissions");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(troubles(new FolderChecks(folder, NOW).run())).doesNotContain("FAIL permissions");
        assertThat(new FolderChecks(folder, NOW).run())
                .extracting(Finding::check)
                .contains("disk space", "disk speed", "permissions");
    }

    @Test
    void aCertificateIsHeldAgainstTheClock() throws Exception {
        var checks = new FolderChecks(folder, NOW);
        assertThat(checks.certificate(NOW.plus(Duration.ofDays(30))).level()).isEqualTo(Finding.Level.OK);
        assertThat(checks.certificate(NOW.plus(Duration.ofDays(3))).level()).isEqualTo(Finding.Level.WARN);
        assertThat(checks.certificate(NOW.minusSeconds(1)).level()).isEqualTo(Finding.Level.FAIL);
        write("certificates/swarm-node.pem", "nothing");
        assertThat(troubles(checks.run())).contains("FAIL certificate");
    }

    private static Node node(String name, Node.Role role, Node.State state, int formats, boolean engine) {
        return new Node(
                new NodeId("id-" + name),
                1,
                role,
                Node.Availability.ACTIVE,
                new TreeMap<>(),
                new Node.Description(
                        name,
                        new Platform("linux", "x86_64"),
                        1,
                        1,
                        new TreeMap<>(),
                        formats,
                        engine
                                ? Optional.of(new Node.Engine("28.0.0", "1.44", new TreeMap<>(), List.of()))
                                : Optional.empty()),
                new Node.NodeStatus(
                        state, state == Node.State.DOWN ? "no session with its daemon" : "", name + ":2377"),
                NOW,
                NOW);
    }

    private static Node manager(String name, Node.State state) {
        return node(name, Node.Role.MANAGER, state, 1, true);
    }

    private static List<Finding> cluster(String leader, Node... nodes) {
        return new ClusterChecks(new Answers.Nodes(List.of(nodes), "id-m1", leader)).run(address -> {
            if (address.startsWith("m3")) {
                throw new IOException("connection refused");
            }
        });
    }

    @Test
    void threeManagersThatAreThereGiveNoTroubleButForOneThatIsNotReached() {
        var found = cluster(
                "id-m1",
                manager("m1", Node.State.READY),
                manager("m2", Node.State.READY),
                manager("m3", Node.State.READY));
        assertThat(troubles(found)).containsExactly("FAIL reach m3");
        assertThat(found).extracting(Finding::check).doesNotContain("reach m1");
    }

    @Test
    void aNodeThatIsDownIsToldWithSinceAndWhy() {
        var found = cluster(
                "id-m1",
                manager("m1", Node.State.READY),
                manager("m2", Node.State.READY),
                manager("m4", Node.State.DOWN));
        assertThat(troubles(found)).containsExactly("WARN managers", "FAIL node m4");
        assertThat(found)
                .filteredOn(finding -> finding.check().equals("node m4"))
                .extracting(Finding::text)
                .containsExactly("down since " + NOW + ": no session with its daemon");
    }

    @Test
    void oneManagerTwoManagersNoLeaderOldDaemonsAndMissingEnginesAreTold() {
        assertThat(troubles(cluster("id-m1", manager("m1", Node.State.READY)))).containsExactly("WARN managers");
        assertThat(troubles(cluster("id-m1", manager("m1", Node.State.READY), manager("m2", Node.State.READY))))
                .containsExactly("WARN managers");
        assertThat(troubles(cluster("", manager("m1", Node.State.READY)))).containsExactly("FAIL managers");
        assertThat(troubles(cluster(
                        "id-m1",
                        node("m1", Node.Role.MANAGER, Node.State.READY, 2, true),
                        node("w1", Node.Role.WORKER, Node.State.READY, 1, false))))
                .containsExactly("WARN managers", "FAIL node w1", "WARN versions");
    }
}
