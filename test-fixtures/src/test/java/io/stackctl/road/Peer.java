package io.stackctl.road;

import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine's own swarm mode, driven by docker's command: the yardstick on the same engine. */
final class Peer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final TestEngine engine;
    private final Path output;

    Peer(TestEngine engine) throws IOException {
        this.engine = engine;
        this.output = Files.createTempFile("peer", "");
        docker("swarm", "init", "--advertise-addr", "127.0.0.1");
    }

    /** Its output; fails when the command does. */
    String docker(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("docker", "-H", engine.host()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end: " + command);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var said = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new IllegalStateException("exit code " + process.exitValue() + ": " + command + "\n" + said);
        }
        return said;
    }

    /** Again and again: now and then a network of the peer's still has an endpoint when its removal is asked for. */
    void dockerUntilItWorks(String... arguments) {
        Await.until("docker " + String.join(" ", arguments), LIMIT, () -> {
            try {
                docker(arguments);
                return true;
            } catch (IOException | IllegalStateException refused) {
                return false;
            }
        });
    }

    /** Until the containers of what was removed are gone. */
    void awaitNothing() {
        Await.until(
                "the peer's containers are gone",
                LIMIT,
                () -> engine.client()
                        .listContainersCmd()
                        .withShowAll(true)
                        .exec()
                        .isEmpty());
    }

    @Override
    public void close() throws IOException {
        docker("swarm", "leave", "--force");
        Files.deleteIfExists(output);
    }
}
