package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.EngineOptions;
import io.stackctl.fixtures.engine.TestEngine;
import io.stackctl.fixtures.engine.TestImages;
import io.stackctl.node.agent.Exec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine goes away and comes back, or the whole machine does. */
@Tag("e2e")
class EngineLossTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String STACK = """
            services:
              web:
                image: %s
                secrets: [password]
                stop_grace_period: 1s
            secrets:
              password: {external: true}
            """.formatted(TestImages.IDLE);

    private static TestEngine engine;

    @TempDir
    static Path root;

    private Installation machine;

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
        var created = machine.run("sesame".getBytes(StandardCharsets.US_ASCII), "secret", "create", "password", "-");
        assertThat(created.code()).as(created.all()).isZero();
        machine.write("stack.yml", STACK);
    }

    @AfterEach
    void leave() {
        machine.close();
        engine.clear();
    }

    @Test
    void without_an_engine_a_stack_waits_and_says_for_what() {
        engine.kill();
        Await.until(
                "the manager knows",
                LIMIT,
                () -> machine.run("node", "ls", "--format", "{{.EngineVersion}}")
                        .output()
                        .isBlank());
        assertThat(machine.run("info").all()).contains("no container engine answers");

        var waiting = machine.run("deploy", "--detach", "-c", "stack.yml", "demo");
        assertThat(waiting.code()).as(waiting.all()).isZero();
        Await.until(
                "the task waits for the engine",
                LIMIT,
                () -> machine.run("ps", "--no-trunc", "demo").output().contains("container engine does not answer"));

        engine.boot();
        var converged = machine.run("deploy", "-c", "stack.yml", "demo");
        assertThat(converged.code()).as(converged.all()).isZero();
    }

    @Test
    void an_engine_that_restarts_with_live_restore_changes_nothing() {
        deployed();
        var before = containers();

        engine.kill();
        engine.boot();

        var again = machine.run("deploy", "-c", "stack.yml", "demo");
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(containers()).isEqualTo(before);
    }

    @Test
    void after_a_power_cut_services_come_up_on_new_tasks_with_their_secrets() throws Exception {
        deployed();
        var before = containers();

        machine.killDaemon();
        machine.loseMemory();
        engine.crash();
        engine.boot();
        machine.restartDaemon();

        Await.until(
                "another container runs",
                LIMIT,
                () -> containers().stream().anyMatch(container -> !before.contains(container)));
        machine.awaitDaemon();
        var again = machine.run("deploy", "-c", "stack.yml", "demo");
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(containers())
                .singleElement()
                .satisfies(container -> assertThat(Exec.run(engine.client(), container, "cat /run/secrets/password"))
                        .isEqualTo("sesame"));
    }

    private void deployed() {
        var deployed = machine.run("deploy", "-c", "stack.yml", "demo");
        assertThat(deployed.code()).as(deployed.all()).isZero();
    }

    /** Ids of the containers that run. */
    private static Set<String> containers() {
        return engine.client().listContainersCmd().exec().stream()
                .map(Container::getId)
                .collect(Collectors.toSet());
    }
}
