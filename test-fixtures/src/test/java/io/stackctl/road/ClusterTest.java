package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.engine.TestImages;
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

        assertThat(cluster.nodes(manager).values()).hasSize(5).allSatisfy(node -> assertThat(node.status())
                .isEqualTo("Ready"));
        assertThat(cluster.nodes(manager).values())
                .extracting(LabCluster.NodeLine::managerStatus)
                .containsExactlyInAnyOrder("Leader", "Reachable", "Reachable", "", "");
        assertThat(cluster.member(4).run("node", "ls").err()).contains("This node is not a swarm manager.");

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
}
