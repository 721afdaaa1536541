package io.stackctl.node.agent;

import static io.stackctl.fixtures.AssignmentBuilder.task;
import static io.stackctl.node.agent.Bench.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Phase;
import io.stackctl.fixtures.Await;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
    @TempDir
    Path folder;

    @Test
    void a_closed_sweeper_removes_nothing_of_the_worker_that_comes_after_it() throws InterruptedException {
        try (var bench = new Bench(folder)) {
            bench.follow(picture(1).with(task("t1")));
            bench.await("t1", Phase.RUNNING);
            var asked = new CountDownLatch(1);
            // It is closed after it has listed the containers and before it ends the strangers among them.
            var sweeper = new Sweeper(bench.tools(), () -> {
                Thread.currentThread().interrupt();
                asked.countDown();
                return new TreeSet<>();
            });
            sweeper.start();
            sweeper.allow();
            sweeper.sweepSoon();
            assertThat(asked.await(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

            sweeper.close();

            assertThat(bench.engine.of("t1")).isPresent();
        }
    }

    @Test
    void a_container_of_no_task_goes() {
        try (var bench = new Bench(folder)) {
            bench.follow(picture(1).with(task("t1")));
            bench.await("t1", Phase.RUNNING);
            var sweeper = new Sweeper(bench.tools(), TreeSet::new);
            sweeper.start();
            sweeper.allow();
            sweeper.sweepSoon();

            Await.until(
                    "t1 has no container",
                    Bench.LIMIT,
                    () -> bench.engine.of("t1").isEmpty());
            sweeper.close();
        }
    }
}
