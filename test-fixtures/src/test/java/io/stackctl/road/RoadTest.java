package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.EngineOptions;
import io.stackctl.fixtures.engine.TestEngine;
import io.stackctl.fixtures.engine.TestImages;
import io.stackctl.node.agent.Canary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("e2e")
class RoadTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestEngine engine;

    @TempDir
    static Path root;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Installation machine;
    private int port;

    @BeforeAll
    static void boot() {
        engine = TestEngine.start(EngineOptions.withLiveRestore());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void init() throws IOException {
        machine = Installation.founded(root, engine.host());
        port = freePort();
    }

    @AfterEach
    void leave() {
        machine.close();
        engine.clear();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String stack(String image) {
        return """
                services:
                  web:
                    image: %s
                    ports: ["127.0.0.1:%d:80"]
                    deploy:
                      replicas: 2
                  client:
                    image: %s
                    command: ["/bin/sh", "-c", "until wget -q -O - http://web/ && wget -q -O - http://tasks.demo_web/version; do sleep 0.2; done"]
                    deploy:
                      restart_policy:
                        condition: on-failure
                        delay: 0.5s
                """.formatted(image, port, TestImages.BOX);
    }

    private Installation.Ended deploy(String text) throws IOException {
        machine.write("stack.yml", text);
        return machine.run("deploy", "-c", "stack.yml", "demo");
    }

    @Test
    void a_stack_converges_answers_changes_and_leaves_nothing_behind() throws Exception {
        var first = deploy(stack(TestImages.ECHO));
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(get("/version")).contains("1");
        var ps = machine.run("ps", "demo");
        assertThat(ps.output()).contains("demo_web.1", "demo_web.2", "demo_client.1", "Complete");
        var before = containers("web");

        var again = deploy(stack(TestImages.ECHO));
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(containers("web")).isEqualTo(before);

        var changed = deploy(stack(TestImages.ECHO_2));
        assertThat(changed.code()).as(changed.all()).isZero();
        assertThat(get("/version")).contains("2");

        var removed = machine.run("rm", "demo");
        assertThat(removed.code()).as(removed.all()).isZero();
        assertThat(machine.run("ls", "--format", "{{.Name}}").output()).isEmpty();
        Await.until("no container is left", LIMIT, () -> containers("").isEmpty());
        assertThat(get("/")).isEmpty();

        var anew = deploy(stack(TestImages.ECHO));
        assertThat(anew.code()).as(anew.all()).isZero();
        assertThat(machine.daemonRuns()).isTrue();
    }

    @Test
    void after_a_kill_the_daemon_finds_its_containers_and_serves_ports_again() throws Exception {
        var first = deploy(stack(TestImages.ECHO));
        assertThat(first.code()).as(first.all()).isZero();
        var before = containers("");

        machine.killDaemon();
        assertThat(get("/")).isEmpty();
        long killed = System.nanoTime();
        machine.restartDaemon();

        Await.until("the port is served again", LIMIT, () -> get("/version").isPresent());
        System.out.printf(
                "after kill -9: the port is served again after %d ms%n",
                Duration.ofNanos(System.nanoTime() - killed).toMillis());
        machine.awaitDaemon();
        var again = deploy(stack(TestImages.ECHO));
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(containers("")).isEqualTo(before);
    }

    @Test
    void a_secret_reaches_its_task_and_nothing_else() throws Exception {
        var canary = Canary.random();
        var created = machine.run(canary.bytes(), "secret", "create", "password", "-");
        assertThat(created.code()).as(created.all()).isZero();
        var deployed = deploy("""
                services:
                  reader:
                    image: %s
                    command: ["/bin/sh", "-c", "md5sum < /run/secrets/password; exec sleep 1000000"]
                    secrets: [password]
                secrets:
                  password:
                    external: true
                """.formatted(TestImages.BOX));
        assertThat(deployed.code()).as(deployed.all()).isZero();

        Await.until(
                "the task has read it",
                LIMIT,
                () -> machine.run("logs", "demo_reader").output().contains(canary.md5()));
        canary.assertAbsentFrom(machine.data());
        canary.assertAbsentFrom(engine.dataRoot());
        canary.assertAbsentFrom(machine.daemonLog());
        canary.assertAbsentFromProcesses();
    }

    @Test
    void an_image_that_is_not_there_fails_the_deploy_with_the_engines_own_words() throws Exception {
        var failed = deploy("""
                services:
                  web:
                    image: registry.invalid/nothing:1
                    deploy:
                      restart_policy: {condition: none}
                """);
        assertThat(failed.code()).as(failed.all()).isEqualTo(4);
        assertThat(failed.errors()).contains("demo/web", "registry.invalid/nothing:1");
        var ps = machine.run("ps", "--no-trunc", "demo");
        assertThat(ps.output()).contains("registry.invalid");
    }

    @Test
    void a_port_of_another_process_is_named_and_served_once_that_process_has_let_go_of_it() throws Exception {
        try (var stranger = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            machine.write("stack.yml", stack(TestImages.ECHO));
            var waited = machine.run("deploy", "--timeout", "8s", "-c", "stack.yml", "demo");
            assertThat(waited.code()).as(waited.all()).isEqualTo(5);
            assertThat(waited.all())
                    .contains("port " + stranger.getLocalPort() + "/tcp is in use (127.0.0.1) by java (pid ");
            assertThat(containers("web")).isEmpty();
        }

        Await.until(
                "the tasks that were refused are tried again",
                LIMIT,
                () -> get("/version").isPresent());
    }

    @Test
    void an_init_while_the_daemon_comes_back_leaves_the_node_who_it_is() throws Exception {
        var identity = Files.readString(machine.data().resolve("node.properties"));
        machine.killDaemon();
        machine.restartDaemon();

        Await.until("the daemon listens", LIMIT, machine::listens);
        var init = machine.run("swarm", "init");

        assertThat(init.code()).as(init.all()).isEqualTo(1);
        assertThat(init.errors()).contains("already part of a swarm");
        assertThat(machine.data().resolve("node.properties")).hasContent(identity);
    }

    @Test
    void a_second_daemon_leaves_the_socket_of_the_first_alone() throws Exception {
        var second = machine.runSecondDaemon();
        assertThat(second.code()).as(second.all()).isEqualTo(1);
        assertThat(second.errors()).contains("another stackctl daemon (process ", "--run-dir");
        var info = machine.run("info");
        assertThat(info.code()).as(info.all()).isZero();
    }

    @Test
    void a_daemon_that_cannot_take_its_place_in_its_cluster_says_why() throws Exception {
        var properties = machine.data().resolve("node.properties");
        var right = Files.readString(properties);
        machine.killDaemon();
        Files.writeString(properties, right.replaceFirst("node=.*", "node=someone"));

        var init =
                machine.run("swarm", "init", "--data-dir", machine.data().toString(), "--docker-host", engine.host());

        assertThat(init.code()).as(init.all()).isEqualTo(1);
        assertThat(init.errors()).contains("the daemon ended with exit code 1", "belongs to", "not to someone");
        Files.writeString(properties, right);
        machine.restartDaemon();
        machine.awaitDaemon();
    }

    @Test
    void mistakes_are_named_where_they_are_and_change_nothing() throws Exception {
        var bad = deploy("services:\n  web:\n    imagee: a\n    image: b\n    ports: [\"99999:80\"]\n");
        assertThat(bad.code()).as(bad.all()).isEqualTo(1);
        assertThat(bad.errors()).contains("stack.yml:3", "stack.yml:5");
        assertThat(machine.run("ls", "--format", "{{.Name}}").output()).isEmpty();

        var missing = deploy(
                "services:\n  web:\n    image: a\n    secrets: [pasword]\nsecrets:\n  pasword: {external: true}\n");
        assertThat(missing.code()).as(missing.all()).isEqualTo(1);
        assertThat(missing.errors()).contains("pasword");

        var unknown = machine.run("ps", "nothing");
        assertThat(unknown.code()).as(unknown.all()).isEqualTo(1);
        assertThat(unknown.all()).contains("nothing");
    }

    /** The body, or nothing while nobody answers. */
    private Optional<String> get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return Optional.of(response.body().strip());
        } catch (IOException refused) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ids of the containers that run, of one service or all. */
    private static Set<String> containers(String service) {
        List<Container> running = engine.client().listContainersCmd().exec();
        return running.stream()
                .filter(container -> container.getNames()[0].startsWith("/demo_" + service))
                .map(Container::getId)
                .collect(Collectors.toSet());
    }
}
