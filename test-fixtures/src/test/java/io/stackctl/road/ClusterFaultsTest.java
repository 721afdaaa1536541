package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.ToolRun;
import io.stackctl.fixtures.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may happen to the machines of a cluster, and to the cables between them. */
@Tag("cluster")
class ClusterFaultsTest {
    private static final Duration LIMIT = LabCluster.LIMIT;
    private static final Duration LONGER_THAN_DOWN_TIME = Duration.ofSeconds(8);

    @RegisterExtension
    private static final SharedLab LAB = new SharedLab();

    private LabCluster cluster;

    @BeforeEach
    void deploy() {
        cluster = LAB.cluster();
        cluster.deployed(cluster.leader(), "demo", ClusterTest.FIVE);
    }

    private Map<String, Set<String>> containers() {
        var byHost = new TreeMap<String, Set<String>>();
        cluster.members().forEach(member -> byHost.put(member.name(), member.tasksRunning()));
        return byHost;
    }

    /** Until a manager calls the node what is wanted. */
    private void awaitStatus(Member asked, Member node, String status) {
        Await.until(
                node.name() + " is " + status,
                LIMIT,
                () -> cluster.nodes(asked).values().stream()
                        .anyMatch(line ->
                                line.name().equals(node.name()) && line.status().equals(status)));
    }

    /** For longer than the 5 s after which a silent machine is down: its port is refused, so it lives. */
    private void assertStays(Member asked, Member node, String status) {
        var end = System.nanoTime() + LONGER_THAN_DOWN_TIME.toNanos();
        Await.until("the time is over", LIMIT, () -> {
            assertThat(cluster.nodes(asked).values())
                    .filteredOn(line -> line.name().equals(node.name()))
                    .allSatisfy(line -> assertThat(line.status()).isEqualTo(status));
            return System.nanoTime() - end > 0;
        });
    }

    /** Until the engines run exactly the tasks that the managers want, each once. */
    private void awaitTruth(Member asked) {
        cluster.awaitRunning(asked, "demo", 5);
        Await.until("the engines run what is wanted, and nothing else", LIMIT, () -> {
            var said = cluster.runningByHost(asked, "demo");
            return cluster.members().stream()
                    .filter(member -> member.host().isOn())
                    .allMatch(member ->
                            member.tasksRunning().equals(Set.copyOf(said.getOrDefault(member.name(), List.of()))));
        });
    }

    @Test
    void aDaemonThatIsKilledAndComesBackRestartsNothing() {
        var worker = cluster.member(5);
        var before = containers();
        worker.daemon().kill();
        assertStays(cluster.leader(), worker, "Ready");
        worker.startDaemon();
        worker.awaitDaemon();
        awaitTruth(cluster.leader());
        assertThat(containers()).isEqualTo(before);
    }

    @Test
    void aLeaderThatIsStoppedForAMomentRestartsNothing() {
        var former = cluster.leader();
        var other = cluster.managersBut(former).getFirst();
        var before = containers();
        former.daemon().stop();
        assertStays(other, former, "Ready");
        assertThat(cluster.leader()).isNotEqualTo(former);
        former.startDaemon();
        former.awaitDaemon();
        awaitTruth(other);
        assertThat(containers()).isEqualTo(before);
    }

    @Test
    void anEngineThatIsKilledAndComesBackRestartsNothing() {
        var worker = cluster.member(5);
        var before = containers();
        worker.host().engine().kill();
        worker.host().engine().start();
        worker.host().engine().awaitAnswer();
        awaitTruth(cluster.leader());
        assertThat(containers()).isEqualTo(before);
    }

    @Test
    void aWorkerThatWasCutOffStopsWhatIsNoLongerWantedWhenItIsBack() {
        var worker = cluster.member(5);
        cluster.lab().fabric().cut(worker.host());
        awaitStatus(cluster.leader(), worker, "Down");
        cluster.awaitRunning(cluster.leader(), "demo", 5);
        // Nobody told the machine to stop anything, and nobody can.
        assertThat(worker.tasksRunning()).hasSize(1);

        cluster.lab().fabric().heal();
        awaitStatus(cluster.leader(), worker, "Ready");
        awaitTruth(cluster.leader());
    }

    @Test
    void aLeaderThatIsCutOffIsReplacedAndFollowsWhenItIsBack() {
        var former = cluster.leader();
        var other = cluster.managersBut(former).getFirst();
        cluster.lab().fabric().cut(former.host());
        cluster.deployed(other, "second", ClusterTest.FIVE);
        Await.until(
                "another leads",
                LIMIT,
                () -> cluster.nodes(other).values().stream()
                        .anyMatch(node -> node.leads() && !node.name().equals(former.name())));

        cluster.lab().fabric().heal();
        awaitStatus(other, former, "Ready");
        awaitTruth(other);
        assertThat(former.good("ls", "--format", "{{.Name}}").lines()).containsExactlyInAnyOrder("demo", "second");
    }

    @Test
    void aLeaderThatHearsAndIsNotHeardDoesNotHoldTheOthersUp() {
        var former = cluster.leader();
        var others = cluster.managersBut(former);
        others.forEach(other -> cluster.lab().fabric().cutOneWay(former.host(), other.host()));
        cluster.deployed(others.getFirst(), "second", ClusterTest.FIVE);
        cluster.lab().fabric().heal();
        cluster.awaitWhole();
        awaitTruth(cluster.leader());
    }

    @Test
    void withoutOneManagerWritesGoOnAndWithoutTwoOnlyTheContainers() {
        var before = containers();
        var left = cluster.leader();
        var others = cluster.managersBut(left);
        others.getFirst().daemon().kill();
        assertThat(create(left, "with-two").code()).isZero();
        others.getLast().daemon().kill();
        assertThat(create(left, "with-one").code()).isNotZero();
        assertThat(left.run("config", "ls").err()).contains("The swarm does not have a leader.");
        var stale = left.run("--stale", "config", "ls", "--format", "{{.Name}}");
        assertThat(stale.code()).as(stale.all()).isZero();
        assertThat(stale.out().lines()).contains("with-two").doesNotContain("with-one");
        assertThat(stale.err()).contains("it was up to date ").contains(" s ago");
        assertThat(containers()).isEqualTo(before);

        others.getFirst().startDaemon();
        others.getFirst().awaitDaemon();
        Await.until(
                "a write is accepted",
                LIMIT,
                () -> create(left, "with-two-again").code() == 0);
        assertThat(containers()).isEqualTo(before);
    }

    private static ToolRun create(Member asked, String name) {
        return asked.runWith("content", "config", "create", name, "-");
    }

    @Test
    void allMachinesLosePowerAtOnceAndComeBack() {
        cluster.members().forEach(member -> member.host().powerOff());
        cluster.members().forEach(Member::powerOn);
        cluster.members().forEach(Member::awaitDaemon);
        cluster.awaitWhole();
        awaitTruth(cluster.leader());
    }

    @Test
    void aWorkerBecomesAManagerAndAManagerAWorkerAtRunTime() {
        var before = containers();
        var leader = cluster.leader();
        var demoted = cluster.managersBut(leader).getFirst();
        var promoted = cluster.node(leader, cluster.member(5)).id();
        var other = cluster.node(leader, demoted).id();
        leader.good("node", "promote", promoted);
        Await.until(
                "host5 manages", LIMIT, () -> !cluster.nodes(cluster.member(5)).isEmpty());
        cluster.member(5).good("node", "demote", other);
        Await.until(
                demoted.name() + " works",
                LIMIT,
                () -> demoted.run("node", "ls").err().contains("This node is not a swarm manager."));
        cluster.deployed(cluster.member(5), "second", ClusterTest.FIVE);

        leader.good("node", "promote", other);
        Await.until(
                demoted.name() + " manages",
                LIMIT,
                () -> !cluster.nodes(demoted).isEmpty());
        demoted.good("node", "demote", promoted);
        cluster.awaitWhole();
        leader.good("rm", "second");
        awaitTruth(leader);
        assertThat(containers()).isEqualTo(before);
    }

    @Test
    void aMachineThatIsDrainedHandsItsTasksOver() {
        var leader = cluster.leader();
        var worker = cluster.member(5);
        leader.good("node", "update", "--availability", "drain", "--wait", "--timeout", "1m", worker.name());
        assertThat(worker.tasksRunning()).isEmpty();
        awaitTruth(leader);
    }
}
