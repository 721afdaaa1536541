package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.TestImages;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three managers and two workers, each a machine with its own engine: the selection that runs with everything else. */
@Tag("e2e")
@Tag("cluster")
class ClusterTest {
    static final String FIVE = """
            services:
              web:
                image: %s
                deploy: {replicas: 5}
                stop_grace_period: 1s
            """.formatted(TestImages.IDLE);

    @RegisterExtension
    private static final SharedLab LAB = new SharedLab();

    private LabCluster cluster;

    @BeforeEach
    void take() {
        cluster = LAB.cluster();
    }

    @Test
    void aStackIsSpreadOverTheMachinesOfACluster() {
        var manager = cluster.member(2);
        cluster.deployed(manager, "demo", FIVE);

        assertThat(cluster.nodes(manager).values())
                .hasSize(5)
                .allSatisfy(node -> assertThat(node.status()).isEqualTo("Ready"));
        assertThat(cluster.nodes(manager).values())
                .extracting(LabCluster.NodeLine::managerStatus)
                .containsExactlyInAnyOrder("Leader", "Reachable", "Reachable", "", "");
        assertThat(cluster.member(4).run("node", "ls").err()).contains("This node is not a swarm manager.");

        assertThat(cluster.member(4).good("info"))
                .contains("Is Manager: false")
                .contains("Node Address: " + cluster.member(4).address());

        var said = cluster.runningByHost(manager, "demo");
        assertThat(said.keySet()).containsExactly("host1", "host2", "host3", "host4", "host5");
        for (var member : cluster.members()) {
            assertThat(member.tasksRunning()).as(member.name()).hasSameElementsAs(said.get(member.name()));
        }
        assertThat(cluster.members().stream()
                        .flatMap(member -> member.tasksRunning().stream())
                        .collect(Collectors.toSet()))
                .hasSize(5);
    }

    @Test
    void aDeployGoesOnWhenTheLeaderIsKilledAndTheOthersTakeOver() throws Exception {
        var leader = cluster.leader();
        var others = cluster.managersBut(leader);
        var file = others.getFirst().write("demo.yml", FIVE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deploy = threads.submit(
                    () -> others.getFirst().run("deploy", "--timeout", "2m", "-c", file.toString(), "demo"));
            Await.until(
                    "the deploy has begun",
                    LabCluster.LIMIT,
                    () -> !cluster.tasks(others.getLast(), "demo").isEmpty());
            leader.daemon().kill();
            assertThat(deploy.get().code()).as(deploy.get().all()).isZero();
        }
        // Its machine and its containers live; a daemon that is back in time restarts nothing.
        cluster.awaitRunning(others.getLast(), "demo", 5);
        assertThat(cluster.leader()).isNotEqualTo(leader);
        leader.startDaemon();
        leader.awaitDaemon();
        cluster.awaitWhole();
        cluster.awaitRunning(leader, "demo", 5);
    }

    @Test
    void theTasksOfAMachineThatIsLostRunElsewhere() {
        var manager = cluster.leader();
        cluster.deployed(manager, "demo", FIVE);
        var lost = cluster.member(5);
        var task = cluster.tasks(manager, "demo").stream()
                .filter(line -> line.node().equals(lost.name()))
                .findFirst()
                .orElseThrow()
                .id();
        lost.host().powerOff();

        Await.until("another task runs in its place", LabCluster.LIMIT, () -> {
            var running = cluster.tasks(manager, "demo").stream()
                    .filter(LabCluster.TaskLine::running)
                    .toList();
            return running.size() == 5
                    && running.stream().noneMatch(line -> line.node().equals(lost.name()));
        });
        assertThat(cluster.node(manager, lost).status()).isEqualTo("Down");
        assertThat(cluster.tasks(manager, "demo"))
                .filteredOn(line -> line.id().equals(task))
                .allSatisfy(line -> assertThat(line.desired()).isEqualTo("Shutdown"));

        lost.powerOn();
        lost.awaitDaemon();
        cluster.awaitWhole();
        cluster.awaitRunning(manager, "demo", 5);
        assertThat(lost.tasksRunning()).isEmpty();
    }
}
