package io.stackctl.node.agent;

import static io.stackctl.fixtures.AssignmentBuilder.task;
import static io.stackctl.node.agent.Bench.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Phase;
import io.stackctl.fixtures.FakeRuntime.Verb;
import io.stackctl.spec.ContainerSpec.PullPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an agent asks the registry for an image. {@code app:1} is on the node, {@code app:2} is not. */
class PullPolicyTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.engine.offerImage("app:1");
        bench.engine.offerImage("app:2");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void missing_does_not_ask_for_an_image_that_is_there() {
        bench.engine.hold(Verb.PULL);
        follow("t1", "app:1", PullPolicy.MISSING);
        bench.await("t1", Phase.RUNNING);
        bench.engine.release(Verb.PULL);
    }

    @Test
    void missing_fetches_one_that_is_not() {
        follow("t1", "app:2", PullPolicy.MISSING);
        bench.await("t1", Phase.RUNNING);
    }

    @Test
    void always_asks_before_each_task_also_for_an_image_that_is_there() {
        bench.engine.hold(Verb.PULL);
        follow("t1", "app:1", PullPolicy.ALWAYS);
        bench.awaitMessage("t1", "pulling image app:1");
        assertThat(bench.engine.of("t1")).isEmpty();
        bench.engine.release(Verb.PULL);
        bench.await("t1", Phase.RUNNING);

        bench.engine.hold(Verb.PULL);
        bench.follow(picture(2)
                .with(task("t1").image("app:1").pull(PullPolicy.ALWAYS))
                .with(task("t2").image("app:1").pull(PullPolicy.ALWAYS)));
        bench.awaitMessage("t2", "pulling image app:1");
        bench.engine.release(Verb.PULL);
        bench.await("t2", Phase.RUNNING);
        assertThat(bench.engine.starts("t1")).as("what runs is left alone").isEqualTo(1);
    }

    @Test
    void always_does_not_make_do_with_the_image_that_is_there() {
        bench.engine.addImage("local:1");
        follow("t1", "local:1", PullPolicy.ALWAYS);
        assertThat(bench.await("t1", Phase.REJECTED).error())
                .contains("cannot pull image local:1: " + "pull access denied for local:1");
    }

    @Test
    void never_runs_an_image_that_is_there() {
        bench.engine.hold(Verb.PULL);
        follow("t1", "app:1", PullPolicy.NEVER);
        bench.await("t1", Phase.RUNNING);
        bench.engine.release(Verb.PULL);
    }

    @Test
    void never_rejects_a_task_whose_image_is_not_on_the_node() {
        follow("t1", "app:2", PullPolicy.NEVER);
        assertThat(bench.await("t1", Phase.REJECTED).error())
                .contains("image app:2 is not on this node, and is never pulled");
        assertThat(bench.engine.of("t1")).isEmpty();
    }

    private void follow(String task, String image, PullPolicy policy) {
        bench.follow(picture(1).with(task(task).image(image).pull(policy)));
    }
}
