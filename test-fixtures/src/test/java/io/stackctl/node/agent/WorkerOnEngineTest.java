package io.stackctl.node.agent;

import static io.stackctl.fixtures.AssignmentBuilder.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.fixtures.AssignmentBuilder;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.PictureBuilder;
import io.stackctl.fixtures.engine.EngineOptions;
import io.stackctl.fixtures.engine.TestEngine;
import io.stackctl.fixtures.engine.TestImages;
import io.stackctl.node.docker.ContainerRuntime.LogFrame;
import io.stackctl.node.docker.ContainerRuntime.LogQuery;
import io.stackctl.node.docker.DockerRuntime;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.docker.RegistryLogins;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.SecretFiles;
import io.stackctl.node.docker.TmpfsMount;
import io.stackctl.spec.Command;
import io.stackctl.spec.FileReference;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.AssignedFile.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("e2e")
class WorkerOnEngineTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final NodeId NODE = new NodeId("node-1");
    private static final Owner OWNER = new Owner(new ClusterId("cluster-1"), NODE);
    private static final ContentKey PASSWORD = new ContentKey(Kind.SECRET, "secret-1");

    private static TestEngine engine;

    @TempDir
    static Path folder;

    private final TmpfsMount mount = new TmpfsMount();
    private Path secrets;
    private SecretFiles files;
    private Reporter reporter;
    private DockerRuntime runtime;
    private Worker worker;

    @BeforeAll
    static void boot() {
        engine = TestEngine.start(EngineOptions.withLiveRestore());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void open() throws IOException {
        secrets = Files.createTempDirectory(folder, "secrets");
        files = SecretFiles.at(secrets, mount);
        startWorker();
    }

    @AfterEach
    void close() throws IOException {
        stopWorker();
        engine.clear();
        mount.unmount(secrets);
    }

    private void startWorker() {
        reporter = new Reporter();
        runtime = new DockerRuntime(URI.create(engine.host()), OWNER);
        worker = Worker.on(
                OWNER, runtime, RegistryLogins.NONE, files, PortProbe.ALL_FREE, reporter, InstantSource.system());
        worker.start();
    }

    private void stopWorker() {
        worker.close();
        runtime.close();
    }

    @Test
    void tasks_reach_each_other_on_their_network_and_leave_nothing_behind() {
        follow(picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1").image(TestImages.ECHO).on("front", "10.117.1.10"))
                .with(task("t2")
                        .ofService("client")
                        .image(TestImages.BOX)
                        .command(shell("until wget -q -O - http://10.117.1.10/; do sleep 0.1; done"))
                        .on("front", "10.117.1.11")));

        await("t1", Phase.RUNNING);
        var ended = await("client", "t2", Phase.COMPLETE);
        assertThat(ended.exitCode()).contains(0);

        follow(picture(2));

        Await.until("containers are gone", LIMIT, () -> containers() == 0);
        Await.until("networks are gone", LIMIT, () -> networks().isEmpty());
    }

    @Test
    void a_check_of_the_image_decides_when_the_task_runs_and_when_it_fails() {
        follow(picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1")
                        .image(TestImages.HEALTH)
                        .stop("SIGTERM", Duration.ofSeconds(5))
                        .on("front", "10.117.1.10")));
        var running = await("t1", Phase.RUNNING);

        run(running, "touch /unhealthy");

        assertThat(await("t1", Phase.FAILED).error().orElseThrow()).contains("dockerexec: unhealthy container");
    }

    @Test
    void a_daemon_that_died_finds_its_containers_and_restarts_none() {
        var picture = picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1").image(TestImages.IDLE).on("front", "10.117.1.10"))
                .build();
        worker.follow(picture, Map.of(), true);
        var before = await("t1", Phase.RUNNING);
        var recorded = new TreeMap<>(reporter.statuses());

        stopWorker();
        startWorker();
        worker.resume(picture, recorded);
        worker.follow(picture, Map.of(), true);

        var after = await("t1", Phase.RUNNING);
        assertThat(after.container()).isEqualTo(before.container());
        var state = engine.client()
                .inspectContainerCmd(after.container().orElseThrow())
                .exec();
        assertThat(state.getState().getRunning()).isTrue();
        assertThat(state.getRestartCount()).isZero();
    }

    @Test
    void an_engine_that_restarts_with_live_restore_keeps_its_tasks_running() {
        follow(picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1").image(TestImages.IDLE).on("front", "10.117.1.10")));
        var before = await("t1", Phase.RUNNING);

        engine.kill();
        follow(picture(2)
                .network("front", "10.117.1.0/24")
                .with(task("t1").image(TestImages.IDLE).on("front", "10.117.1.10"))
                .with(task("t2").image(TestImages.IDLE).on("front", "10.117.1.11")));
        Await.until(
                "t2 says that no engine answers",
                LIMIT,
                () -> status("web", "t2")
                        .filter(status -> status.message().contains("no container engine answers at " + engine.host()))
                        .isPresent());
        engine.boot();

        await("t2", Phase.RUNNING);
        assertThat(await("t1", Phase.RUNNING).container()).isEqualTo(before.container());
    }

    @Test
    void a_secret_is_read_at_its_target_and_is_nowhere_else() throws IOException {
        var canary = Canary.random();
        follow(
                picture(1)
                        .network("front", "10.117.1.0/24")
                        .with(task("t1")
                                .image(TestImages.BOX)
                                .command(shell("stat -c '%a %u:%g' /run/secrets/password; sleep 1000"))
                                .file(
                                        PASSWORD,
                                        new FileReference(
                                                "db_password", Optional.empty(), "password", "1000", "1001", 0440))
                                .on("front", "10.117.1.10")),
                Map.of(PASSWORD, Bytes.of(canary.bytes())));
        var running = await("t1", Phase.RUNNING);

        assertThat(run(running, "cat /run/secrets/password | md5sum")).contains(canary.md5());
        assertThat(run(running, "stat -c '%a %u:%g' /run/secrets/password")).contains("440 1000:1001");
        assertThat(run(running, "echo x > /run/secrets/password || echo refused"))
                .contains("refused");
        assertThatThrownBy(() -> canary.assertAbsentFrom(secrets))
                .as("it is found where it is")
                .isInstanceOf(AssertionError.class);
        canary.assertAbsentFrom(engine.dataRoot());
        canary.assertAbsentFromProcesses();
        canary.assertAbsentFrom(engine.log());
    }

    @Test
    void stop_signal_and_grace_are_honoured() {
        follow(picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1")
                        .image(TestImages.BOX)
                        .command(shell("trap 'exit 7' USR1; while :; do sleep 0.1; done"))
                        .stop("SIGUSR1", Duration.ofSeconds(20))
                        .on("front", "10.117.1.10")));
        await("t1", Phase.RUNNING);

        follow(picture(2)
                .network("front", "10.117.1.0/24")
                .with(task("t1")
                        .image(TestImages.BOX)
                        .command(shell("trap 'exit 7' USR1; while :; do sleep 0.1; done"))
                        .stop("SIGUSR1", Duration.ofSeconds(20))
                        .desired(Desired.SHUTDOWN)
                        .on("front", "10.117.1.10")));

        assertThat(await("t1", Phase.SHUTDOWN).exitCode()).contains(7);
    }

    @Test
    void after_a_reboot_what_ended_is_told_and_secrets_are_made_anew() throws IOException {
        var picture = picture(1).network("front", "10.117.1.0/24").with(withSecret("t1", "10.117.1.10"));
        follow(picture, SECRET);
        await("t1", Phase.RUNNING);
        var recorded = new TreeMap<>(reporter.statuses());

        stopWorker();
        engine.crash();
        mount.unmount(secrets);
        engine.boot();
        files = SecretFiles.at(secrets, mount);
        startWorker();
        worker.resume(picture.build(), recorded);

        assertThat(await("t1", Phase.FAILED).error().orElseThrow()).startsWith("task: non-zero exit");
        follow(picture(2).network("front", "10.117.1.0/24").with(withSecret("t2", "10.117.1.11")), SECRET);
        assertThat(run(await("t2", Phase.RUNNING), "cat /run/secrets/password")).contains("hunter2");
    }

    @Test
    void a_container_of_a_forgotten_task_goes_after_a_complete_picture() {
        follow(picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1").image(TestImages.IDLE).on("front", "10.117.1.10")));
        await("t1", Phase.RUNNING);
        stopWorker();
        startWorker();

        follow(picture(2));

        Await.until("the container is gone", LIMIT, () -> containers() == 0);
        Await.until("the network is gone", LIMIT, () -> networks().isEmpty());
    }

    @Test
    void the_output_of_a_container_that_ended_can_be_read_with_time_and_stream() throws Exception {
        follow(picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1").image(TestImages.EXIT).on("front", "10.117.1.10")));
        var ended = await("t1", Phase.FAILED);
        assertThat(ended.error()).contains("task: non-zero exit (1)");

        var frames = new ArrayList<LogFrame>();
        try (var logs = runtime.logs("web.1.t1", new LogQuery(false, 0, 0, -1, true, true))) {
            for (var frame = logs.next(); frame.isPresent(); frame = logs.next()) {
                frames.add(frame.get());
            }
        }

        assertThat(frames)
                .extracting(frame -> new String(frame.text().toArray(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("this is the output", "this ends with 1");
        assertThat(frames).allMatch(frame -> frame.nanos() > 0);
        assertThat(frames).filteredOn(LogFrame::stderr).hasSize(1);
    }

    @Test
    void the_engine_describes_itself_and_an_absent_one_is_named() throws RuntimeFailure {
        var described = runtime.describe();
        assertThat(described.engine().version()).isNotEmpty();
        assertThat(described.nanoCpus()).isPositive();
        assertThat(described.memoryBytes()).isPositive();
        assertThat(described.platform().os()).isEqualTo("linux");

        try (var absent = new DockerRuntime(URI.create("unix:///nowhere/docker.sock"), OWNER)) {
            assertThatThrownBy(absent::describe)
                    .isInstanceOf(RuntimeFailure.class)
                    .hasMessage(
                            "no container engine answers at unix:///nowhere/docker.sock: No such file or directory");
        }
    }

    @Test
    void an_image_that_is_nowhere_ends_the_task_with_the_engines_words() {
        follow(picture(1)
                .network("front", "10.117.1.0/24")
                .with(task("t1").image("nowhere/absent:1").on("front", "10.117.1.10")));

        assertThat(await("t1", Phase.REJECTED).error().orElseThrow())
                .startsWith("cannot pull image nowhere/absent:1: ")
                .contains("registry-1.docker.io");
    }

    private static final Map<ContentKey, Bytes> SECRET =
            Map.of(PASSWORD, Bytes.of("hunter2".getBytes(StandardCharsets.UTF_8)));

    private static AssignmentBuilder withSecret(String task, String address) {
        return task(task)
                .image(TestImages.BOX)
                .file(PASSWORD, new FileReference("db_password", Optional.empty(), "password", "0", "0", 0400))
                .on("front", address);
    }

    private static Command shell(String script) {
        return new Command(
                List.of("/bin/sh", "-c"),
                List.of(script),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                false,
                Optional.empty());
    }

    private static String run(Status status, String script) {
        return Exec.run(engine.client(), status.container().orElseThrow(), script);
    }

    private static PictureBuilder picture(long revision) {
        return PictureBuilder.picture(NODE, revision);
    }

    private void follow(PictureBuilder picture) {
        follow(picture, Map.of());
    }

    private void follow(PictureBuilder picture, Map<ContentKey, Bytes> contents) {
        worker.follow(picture.build(), contents, true);
    }

    private Optional<Status> status(String service, String task) {
        return Optional.ofNullable(
                reporter.statuses().get(new TaskKey(new ServiceId("id-of-" + service), new TaskId(task))));
    }

    private Status await(String task, Phase phase) {
        return await("web", task, phase);
    }

    private Status await(String service, String task, Phase phase) {
        return Await.value(
                task + " is " + phase + ", not " + status(service, task),
                LIMIT,
                () -> status(service, task).filter(status -> status.phase() == phase));
    }

    private static int containers() {
        return engine.client().listContainersCmd().withShowAll(true).exec().size();
    }

    private static List<String> networks() {
        return engine.client().listNetworksCmd().exec().stream()
                .map(network -> network.getName())
                .filter(name -> name.equals("front"))
                .toList();
    }
}
