package io.stackctl.road;

import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.EngineOptions;
import io.stackctl.fixtures.engine.TestEngine;
import io.stackctl.fixtures.engine.TestImages;
import io.stackctl.node.agent.PlainLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures the whole road on an engine of its own: tool, daemon, engine, as users run them. {@code docs/benchmarks/run-road}
 * starts it; {@code docs/benchmarks.md} tells what came out.
 */
final class RoadMeasurements {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int REPLICAS = 50;
    private static final int PORT = 18_731;
    private static final String STACK = """
            version: "3.8"
            services:
              web:
                image: %s
                deploy: {replicas: %d}
            """.formatted(TestImages.IDLE, REPLICAS);
    private static final String PUBLISHED = """
            services:
              web:
                image: %s
                ports: ["127.0.0.1:%d:80"]
                deploy: {replicas: 2}
            """.formatted(TestImages.ECHO, PORT);

    private final Figures figures = new Figures();
    private final Path root;

    private RoadMeasurements(Path root) {
        this.root = root;
    }

    /** Arguments: the file for the results, then which parts; all without. */
    public static void main(String[] arguments) throws Exception {
        var parts = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of("replicas", "peer", "commands", "memory", "restart");
        var measurements = new RoadMeasurements(Files.createTempDirectory("road"));
        try {
            measurements.replicas(parts);
            measurements.daemon(parts);
        } finally {
            measurements.figures.write(Path.of(arguments[0]));
        }
        System.exit(0);
    }

    /** Two of the ways to 50 running replicas take turns, so that a busy moment of the machine meets both of them. */
    private void replicas(List<String> parts) throws Exception {
        try (var engine = TestEngine.start(EngineOptions.plain())) {
            for (int round = 0; round < (parts.contains("replicas") ? 4 : 0); round++) {
                boolean counted = round > 0;
                try (var loop = new PlainLoop(engine.host(), Files.createTempDirectory(root, "loop"))) {
                    var took = loop.start(REPLICAS, TestImages.IDLE);
                    count(counted, "50 replicas: plain loop", took);
                }
                ours(engine, counted);
            }
            if (parts.contains("peer")) {
                peer(engine);
            }
        }
    }

    private void ours(TestEngine engine, boolean counted) throws Exception {
        try (var machine = Installation.founded(root, engine.host())) {
            machine.write("stack.yml", STACK);
            try (var starts = new Starts(engine, REPLICAS)) {
                long begin = System.nanoTime();
                var deploy = machine.start("deploy", "--detach", "-c", "stack.yml", "demo");
                require(machine.end(deploy));
                count(counted, "50 replicas: stackctl deploy to the last start", starts.await(begin));
                count(counted, "50 replicas: stackctl, first create to the last start", starts.sinceFirstCreate());
            }
            long begin = System.nanoTime();
            machine.run("rm", "demo");
            count(counted, "50 replicas: stackctl rm", Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void peer(TestEngine engine) throws Exception {
        var file = Files.writeString(Files.createTempDirectory(root, "peer").resolve("stack.yml"), STACK);
        try (var peer = new Peer(engine)) {
            for (int round = 0; round < 4; round++) {
                boolean counted = round > 0;
                try (var starts = new Starts(engine, REPLICAS)) {
                    long begin = System.nanoTime();
                    peer.docker("stack", "deploy", "--detach=true", "-c", file.toString(), "demo");
                    count(counted, "50 replicas: docker stack deploy to the last start", starts.await(begin));
                    count(counted, "50 replicas: docker, first create to the last start", starts.sinceFirstCreate());
                }
                peer.dockerUntilItWorks("stack", "rm", "demo");
                peer.awaitNothing();
            }
        }
    }

    private void daemon(List<String> parts) throws Exception {
        try (var engine = TestEngine.start(EngineOptions.withLiveRestore())) {
            if (parts.contains("memory")) {
                memory(engine);
            }
            if (parts.contains("commands")) {
                commands(engine);
            }
            if (parts.contains("restart")) {
                restart(engine);
            }
        }
    }

    private void memory(TestEngine engine) throws Exception {
        var options = Map.of("STACKD_JAVA_OPTIONS", "-XX:NativeMemoryTracking=summary");
        try (var machine = Installation.founded(root, engine.host(), options)) {
            TimeUnit.SECONDS.sleep(10);
            new DaemonMemory(machine.pid()).into(figures, "daemon idle");
            machine.write("stack.yml", STACK);
            require(machine.run("deploy", "-c", "stack.yml", "demo"));
            new DaemonMemory(machine.pid()).into(figures, "daemon just after 50 tasks started");
            TimeUnit.SECONDS.sleep(20);
            new DaemonMemory(machine.pid()).into(figures, "daemon with 50 tasks");
            machine.run("rm", "demo");
        }
    }

    private void commands(TestEngine engine) throws Exception {
        try (var machine = Installation.founded(root, engine.host())) {
            machine.write("stack.yml", PUBLISHED);
            require(machine.run("deploy", "-c", "stack.yml", "demo"));
            for (int round = 0; round < 11; round++) {
                boolean counted = round > 0;
                timed(machine, counted, "wall: stackctl --version", "--version");
                timed(machine, counted, "wall: stackctl config", "config", "-c", "stack.yml");
                timed(machine, counted, "wall: stackctl ps", "ps", "demo");
                timed(machine, counted, "wall: stackctl diff, unchanged", "diff", "-c", "stack.yml", "demo");
                timed(machine, counted, "wall: stackctl deploy, unchanged", "deploy", "-c", "stack.yml", "demo");
            }
            machine.run("rm", "demo");
        }
    }

    private void timed(Installation machine, boolean counted, String name, String... command) {
        long begin = System.nanoTime();
        require(machine.run(command));
        count(counted, name, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void restart(TestEngine engine) throws Exception {
        try (var machine = Installation.founded(root, engine.host())) {
            machine.write("stack.yml", PUBLISHED);
            require(machine.run("deploy", "-c", "stack.yml", "demo"));
            for (int round = 0; round < 11; round++) {
                machine.killDaemon();
                long begin = System.nanoTime();
                machine.restartDaemon();
                Await.until("the port answers", LIMIT, RoadMeasurements::answers);
                count(
                        round > 0,
                        "kill -9: start of the daemon to a served port",
                        Duration.ofNanos(System.nanoTime() - begin));
                machine.awaitDaemon();
                count(
                        round > 0,
                        "kill -9: start of the daemon to an answered `info`",
                        Duration.ofNanos(System.nanoTime() - begin));
            }
            machine.run("rm", "demo");
        }
    }

    private static boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 200);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("GET /version HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void require(Installation.Ended ended) {
        if (ended.code() != 0) {
            throw new IllegalStateException(ended.all());
        }
    }

    private void count(boolean counted, String name, Duration took) {
        if (counted) {
            figures.add(name, took);
        }
    }

    /** Hears the engine tell of containers. */
    private static final class Starts implements AutoCloseable {
        private final CountDownLatch missing;
        private final Process events;
        private volatile long firstCreate;
        private volatile long lastStart;

        Starts(TestEngine engine, int expected) throws IOException {
            this.missing = new CountDownLatch(expected);
            this.events = new ProcessBuilder(
                            "docker",
                            "-H",
                            engine.host(),
                            "events",
                            "--since",
                            String.valueOf(Instant.now().getEpochSecond()),
                            "--filter",
                            "type=container",
                            "--format",
                            "{{.Status}}")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread.ofPlatform().daemon().start(this::listen);
        }

        private void listen() {
            try {
                events.inputReader().lines().forEach(this::count);
            } catch (UncheckedIOException closed) {
                return; // The program that we listen to was ended; there is no more to hear.
            }
        }

        private void count(String action) {
            long now = System.nanoTime();
            if (action.equals("create") && firstCreate == 0) {
                firstCreate = now;
            }
            if (action.equals("start")) {
                lastStart = now;
                missing.countDown();
            }
        }

        Duration await(long begin) throws InterruptedException {
            if (!missing.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(missing.getCount() + " containers did not start");
            }
            return Duration.ofNanos(lastStart - begin);
        }

        Duration sinceFirstCreate() {
            return Duration.ofNanos(lastStart - firstCreate);
        }

        @Override
        public void close() {
            events.destroy();
        }
    }
}
