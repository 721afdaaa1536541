package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.ToolRun;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.lab.Host;
import io.stackctl.fixtures.lab.HostProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A host of a lab with the daemon of the built tree. */
final class Member {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path STACKD =
            Path.of("..", "bin", "stackd").toAbsolutePath().normalize();
    private static final String TASK = "io.stackctl.task";

    private final Host host;
    private final Path socket;

    private Optional<HostProcess> daemon = Optional.empty();

    Member(Host host) {
        this.host = host;
        this.socket = host.folder().resolve("run/stackctl.sock");
    }

    Host host() {
        return host;
    }

    String name() {
        return host.name();
    }

    /** Where the other nodes reach it. */
    String address() {
        return host.address() + ":2377";
    }

    /** Where the tool reaches its daemon. */
    Path socket() {
        return socket;
    }

    Path log() {
        return host.folder().resolve("stackd.log");
    }

    HostProcess daemon() {
        return daemon.orElseThrow();
    }

    boolean daemonRuns() {
        return daemon.map(HostProcess::alive).orElse(false);
    }

    void startDaemon() {
        try {
            // What a killed one left would look like a daemon that listens.
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon = Optional.of(host.start(
                List.of(
                        STACKD.toString(),
                        "--data-dir",
                        host.folder().resolve("data").toString(),
                        "--run-dir",
                        host.folder().resolve("run").toString(),
                        "--docker-host",
                        host.engine().address()),
                Map.of(),
                log()));
    }

    void awaitDaemon() {
        Await.until("the daemon of " + name() + " answers", LIMIT, this::listens);
    }

    boolean listens() {
        return Files.exists(socket) && run("version").code() == 0;
    }

    /** The whole machine comes back, as one does that starts engine and daemon at boot. */
    void powerOn() {
        host.powerOn();
        host.engine().start();
        startDaemon();
    }

    ToolRun run(String... arguments) {
        return ToolRun.of(socket, "", arguments);
    }

    ToolRun runWith(String input, String... arguments) {
        return ToolRun.of(socket, input, arguments);
    }

    /** Its output; fails when the command does. */
    String good(String... arguments) {
        var run = run(arguments);
        assertThat(run.code())
                .as("%s: %s\n%s", name(), String.join(" ", arguments), run.all())
                .isZero();
        return run.out();
    }

    Path write(String file, String text) {
        try {
            return Files.writeString(host.folder().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tasks whose containers run on this host's engine, by id. */
    Set<String> tasksRunning() {
        return host.engine().containers().stream()
                .filter(container -> container.getLabels().containsKey(TASK))
                .map(container -> container.getLabels().get(TASK))
                .collect(Collectors.toSet());
    }
}
