package io.stackctl.node.agent;

import static io.stackctl.fixtures.AssignmentBuilder.task;
import static io.stackctl.node.agent.Bench.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Slot;
import io.stackctl.fixtures.AssignmentBuilder;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.FakeRuntime.Verb;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.spec.FileReference;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.AssignedFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
    private static final ContentKey PASSWORD = new ContentKey(Kind.SECRET, "secret-1");

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_task_that_left_the_picture_leaves_nothing_behind() throws IOException {
        bench.follow(picture(1).network("front", "10.0.1.0/24").with(task("t1").on("front", "10.0.1.5")));
        bench.await("t1", Phase.RUNNING);
        assertThat(bench.files.tasks()).containsExactly("t1");

        bench.follow(picture(2));

        bench.awaitGone("t1");
        Await.until("its network is gone", Bench.LIMIT, () -> networks() == 0);
        Await.until("its files are gone", Bench.LIMIT, () -> fileTasks() == 0);
        assertThat(bench.status("t1")).isEmpty();
    }

    @Test
    void a_new_life_of_the_daemon_finds_the_containers_again_and_starts_none() {
        bench.follow(picture(1).with(task("t1")).with(task("t2")));
        bench.await("t1", Phase.RUNNING);
        bench.await("t2", Phase.RUNNING);

        bench.restartWorker();
        bench.engine.exitUnheard("t2", 3);
        bench.worker.resume(picture(1).with(task("t1")).with(task("t2")).build(), Map.of());

        bench.await("t1", Phase.RUNNING);
        assertThat(bench.await("t2", Phase.FAILED).exitCode()).contains(3);
        assertThat(bench.engine.starts("t1")).isEqualTo(1);
    }

    @Test
    void a_picture_from_disk_makes_nothing_new() {
        bench.worker.resume(picture(1).with(task("t1")).build(), Map.of());
        bench.await("t1", Phase.PREPARING);

        assertThat(bench.engine.of("t1")).isEmpty();

        bench.follow(picture(2).with(task("t1")));
        bench.await("t1", Phase.RUNNING);
    }

    @Test
    void a_container_that_is_gone_after_a_restart_is_not_made_again() {
        bench.follow(picture(1).with(task("t1")));
        bench.await("t1", Phase.RUNNING);
        var recorded = new TreeMap<>(bench.reporter.statuses());

        bench.restartWorker();
        bench.engine.vanish("t1");
        bench.worker.resume(picture(1).with(task("t1")).build(), recorded);

        bench.await("t1", Phase.FAILED);
        bench.follow(picture(2).with(task("t1")));
        assertThat(bench.engine.of("t1")).isEmpty();
    }

    @Test
    void strangers_of_ours_go_after_a_complete_picture_only() {
        bench.follow(picture(5).with(task("t1")));
        bench.await("t1", Phase.RUNNING);
        bench.restartWorker();

        bench.worker.resume(picture(5).build(), Map.of());
        bench.worker.follow(picture(6).with(task("t2")).build(), Map.of(), false);
        bench.await("t2", Phase.RUNNING);
        assertThat(bench.engine.of("t1")).isPresent();

        bench.follow(picture(7).with(task("t2")));
        bench.awaitGone("t1");
    }

    @Test
    void a_picture_older_than_one_seen_before_removes_no_stranger() {
        bench.follow(picture(5).with(task("t1")));
        bench.await("t1", Phase.RUNNING);
        bench.restartWorker();
        bench.worker.resume(picture(5).build(), Map.of());

        bench.follow(picture(4).with(task("t2")));
        bench.await("t2", Phase.RUNNING);

        assertThat(bench.engine.of("t1")).isPresent();
        bench.follow(picture(5).with(task("t2")));
        bench.awaitGone("t1");
    }

    @Test
    void a_task_whose_port_another_process_has_is_rejected_before_anything_is_made() {
        bench.takenPorts.put(8000, "port 8000/tcp is in use (0.0.0.0) by nginx (pid 812)");
        bench.follow(picture(1).with(task("t1")).publishing(task("t1"), 8000));

        var status = bench.await("t1", Phase.REJECTED);

        assertThat(status.error()).contains("port 8000/tcp is in use (0.0.0.0) by nginx (pid 812)");
        assertThat(bench.engine.of("t1")).isEmpty();
    }

    @Test
    void a_task_that_runs_keeps_running_when_another_process_takes_its_port() {
        bench.follow(picture(1).with(task("t1")).publishing(task("t1"), 8000));
        bench.await("t1", Phase.RUNNING);
        bench.takenPorts.put(8000, "port 8000/tcp is in use (0.0.0.0)");

        bench.follow(picture(2)
                .with(task("t1"))
                .publishing(task("t1"), 8000)
                .with(task("t2").ofService("other")));
        Await.until("another task was started", Bench.LIMIT, () -> bench.engine.starts("t2") == 1);

        assertThat(bench.await("t1", Phase.RUNNING).error()).isEmpty();
    }

    @Test
    void four_containers_are_started_at_one_time() {
        bench.engine.hold(Verb.START);
        var picture = picture(1);
        for (int i = 0; i < 10; i++) {
            picture.with(task("t" + i).slot(new Slot.Replica(i + 1)));
        }

        bench.follow(picture);
        Await.until("four wait in the engine", Bench.LIMIT, () -> bench.engine.held(Verb.START) == 4);

        bench.engine.release(Verb.START);
        for (int i = 0; i < 10; i++) {
            bench.await("t" + i, Phase.RUNNING);
        }
        assertThat(bench.engine.mostAtOnce(Verb.START)).isEqualTo(4);
    }

    @Test
    void a_secret_is_a_file_of_its_task_once_its_content_has_come() throws IOException {
        bench.follow(picture(1).with(withSecret("t1")));
        bench.awaitMessage("t1", "waiting for the content of secret db_password");

        bench.follow(picture(2).with(withSecret("t1")).build(), Map.of(PASSWORD, Bytes.of(new byte[] {1, 2, 3})));

        bench.await("t1", Phase.RUNNING);
        var bind = bench.engine.orderOf("t1").files().getFirst();
        assertThat(bind.target()).isEqualTo("/run/secrets/password");
        assertThat(bind.source()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(Files.getAttribute(bind.source(), "unix:mode")).isEqualTo(0100440);
    }

    @Test
    void files_are_found_again_without_their_content() {
        bench.follow(picture(1).with(withSecret("t1")).build(), Map.of(PASSWORD, Bytes.of(new byte[] {7})));
        bench.await("t1", Phase.RUNNING);

        bench.restartWorker();
        bench.follow(picture(1).with(withSecret("t1")));

        bench.await("t1", Phase.RUNNING);
        assertThat(bench.engine.starts("t1")).isEqualTo(1);
        assertThat(folder.resolve("t1").resolve("0")).hasBinaryContent(new byte[] {7});
    }

    private AssignmentBuilder withSecret(String task) {
        return task(task)
                .file(
                        PASSWORD,
                        new FileReference("db_password", Optional.empty(), "password", id("uid"), id("gid"), 0440));
    }

    /** Only root may give files away: everybody else keeps them. */
    private String id(String which) {
        try {
            return Files.getAttribute(folder, "unix:" + which).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int networks() {
        try {
            return bench.engine.networks().size();
        } catch (RuntimeFailure failure) {
            throw new AssertionError(failure);
        }
    }

    private int fileTasks() {
        try {
            return bench.files.tasks().size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
