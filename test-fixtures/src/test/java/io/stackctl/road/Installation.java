package io.stackctl.road;

import io.stackctl.fixtures.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One machine's daemon and the tool that talks to it, both from the built tree; all its files are in one folder. */
final class Installation implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path BIN = Path.of("..", "bin").toAbsolutePath().normalize();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path folder;
    private final String engine;
    private Map<String, String> environment;
    private final String address = "127.0.0.1:" + freePort();
    /** Machines of one test run share the kernel: two bridges with the same subnet would take each other's packets. */
    private final String pool = "10." + (100 + COUNT.getAndIncrement() % 100) + ".0.0/16";

    private Process daemon;

    /** A running daemon that is the one manager of a cluster. */
    static Installation founded(Path root, String engine) throws IOException {
        return founded(root, engine, Map.of());
    }

    /** {@code environment}: what the daemon has besides ours. */
    static Installation founded(Path root, String engine, Map<String, String> environment) throws IOException {
        var machine = new Installation(Files.createTempDirectory(root, "machine"), engine, environment);
        Await.until("the cluster is founded", LIMIT, machine::init);
        return machine;
    }

    /** A running daemon that belongs to no cluster yet. */
    static Installation alone(Path root, String engine) throws IOException {
        return alone(root, engine, Map.of());
    }

    /** {@code environment}: what the daemon has besides ours. */
    static Installation alone(Path root, String engine, Map<String, String> environment) throws IOException {
        var machine = new Installation(Files.createTempDirectory(root, "machine"), engine, environment);
        Await.until("the daemon listens", LIMIT, machine::listens);
        return machine;
    }

    /** Joins the cluster of another machine. */
    Ended join(String token, String manager) {
        return run("swarm", "join", "--token", token, "--listen-addr", address, "--advertise-addr", address, manager);
    }

    /** Where other nodes reach this one, HOST:PORT. */
    String address() {
        return address;
    }

    private Installation(Path folder, String engine, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.engine = engine;
        this.environment = Map.copyOf(environment);
        TrainedCaches.make();
        this.daemon = startDaemon();
    }

    /** What a command came to. */
    record Ended(int code, String output, String errors) {
        String all() {
            return "exit code " + code + "\n" + output + errors;
        }
    }

    /** A command under way; its output goes to files, so that it never waits for a reader. */
    record Running(Process process, Path output, Path errors) {
        long pid() {
            return process.pid();
        }

        String errorsSoFar() {
            try {
                return Files.readString(errors);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path daemonLog() {
        return folder.resolve("stackd.log");
    }

    private Process startDaemon() throws IOException {
        var builder = new ProcessBuilder(
                        BIN.resolve("stackd").toString(),
                        "--data-dir",
                        data().toString(),
                        "--run-dir",
                        folder.resolve("run").toString(),
                        "--docker-host",
                        engine)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(daemonLog().toFile()));
        builder.environment().putAll(environment);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** The tool would start a daemon of its own while this one is not up. */
    private boolean init() {
        return listens()
                && run("swarm", "init", "--listen-addr", address, "--default-addr-pool", pool)
                                .code()
                        == 0;
    }

    /** A port of the loopback that nobody has: the machine's own swarm, and other tests, may have docker's. */
    private static int freePort() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean listens() {
        return Files.exists(folder.resolve("run/stackctl.sock"))
                && run("version").code() == 0;
    }

    void awaitDaemon() {
        Await.until("the daemon answers", LIMIT, () -> run("info").code() == 0);
    }

    /** As the kernel does it when memory is short: no goodbye. */
    void killDaemon() throws InterruptedException, IOException {
        daemon.destroyForcibly().waitFor();
        // What it left would look like a daemon that listens.
        Files.deleteIfExists(folder.resolve("run/stackctl.sock"));
    }

    /** What a power cut does to a folder in memory. */
    void loseMemory() throws IOException, InterruptedException {
        var unmount = new ProcessBuilder(
                        "umount", "--lazy", folder.resolve("run/secrets").toString())
                .start();
        if (unmount.waitFor() != 0) {
            throw new IOException("cannot unmount " + folder.resolve("run/secrets"));
        }
    }

    void restartDaemon() throws IOException {
        daemon = startDaemon();
    }

    /** {@code other}: what the daemon has besides ours from now on. */
    void restartDaemon(Map<String, String> other) throws IOException {
        environment = Map.copyOf(other);
        restartDaemon();
    }

    /** A second daemon at the same socket, with data of its own. */
    Ended runSecondDaemon() throws IOException {
        return end(begun(new ProcessBuilder(
                BIN.resolve("stackd").toString(),
                "--data-dir",
                folder.resolve("data-of-second").toString(),
                "--run-dir",
                folder.resolve("run").toString(),
                "--docker-host",
                engine)));
    }

    long pid() {
        return daemon.pid();
    }

    boolean daemonRuns() {
        return daemon.isAlive();
    }

    Ended run(String... arguments) {
        return run(new byte[0], arguments);
    }

    Ended run(byte[] input, String... arguments) {
        try {
            var running = start(arguments);
            try (var in = running.process().getOutputStream()) {
                in.write(input);
            }
            return end(running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the tool. */
    Running start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "--default-signal=INT",
                BIN.resolve("stackctl").toString(),
                "--host",
                "unix://" + folder.resolve("run/stackctl.sock")));
        command.addAll(List.of(arguments));
        return begun(new ProcessBuilder(command).directory(folder.toFile()));
    }

    private Running begun(ProcessBuilder command) throws IOException {
        var output = Files.createTempFile(folder, "output", "");
        var errors = Files.createTempFile(folder, "errors", "");
        var process = command.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Running(process, output, errors);
    }

    Ended end(Running running) throws IOException {
        var process = running.process();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("a command did not end:\n" + running.errorsSoFar());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError("interrupted", e);
        }
        return new Ended(process.exitValue(), Files.readString(running.output()), running.errorsSoFar());
    }

    Path write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        if (!daemon.isAlive()) {
            return;
        }
        run("swarm", "leave", "--force");
        daemon.destroy();
        Await.until("the daemon has ended", LIMIT, () -> !daemon.isAlive());
    }
}
