package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.node.agent.ProcessCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code node update --availability drain --wait}. */
class DrainWaitTest {
    @TempDir
    private Path folder = Path.of("");

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new ProcessCluster(folder);
        cluster.engine().addImage("alpine:latest");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private ProcessRun run(String line) {
        return ProcessRun.of(cluster, line.split(" "));
    }

    private String node() {
        return run("node ls -q").out().strip();
    }

    @Test
    void a_node_without_tasks_is_drained_at_once() {
        var drained = run("node update --availability drain --wait " + node());
        assertThat(drained.code()).as(drained.err()).isZero();
        assertThat(run("node ls --format {{.Availability}}").out()).isEqualTo("Drain\n");
    }

    @Test
    void what_fits_nowhere_else_is_named_when_the_time_is_over() {
        var created = run("service create --update-monitor 1ms --replicas 2 --name web alpine sleep 100");
        assertThat(created.code()).as(created.err()).isZero();
        var drained = run("node update --availability drain --wait --timeout 1s " + node());
        assertThat(drained.code()).as(drained.err()).isEqualTo(5);
        assertThat(drained.err()).contains("timeout after 1s: " + node() + " still runs web (2); the cluster goes on");
    }

    @Test
    void only_a_drain_is_waited_for() {
        var paused = run("node update --availability pause --wait self");
        assertThat(paused.code()).isEqualTo(1);
        assertThat(paused.err()).contains("--wait goes with --availability drain");
    }

    @Test
    void a_time_to_wait_without_a_wait_is_refused() {
        var drained = run("node update --availability drain --timeout 1s self");
        assertThat(drained.code()).isEqualTo(1);
        assertThat(drained.err()).contains("--timeout goes with --wait");
    }
}
