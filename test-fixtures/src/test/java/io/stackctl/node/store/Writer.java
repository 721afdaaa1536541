package io.stackctl.node.store;

import io.stackctl.fixtures.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parent's end of one {@link WriterProcess}. */
final class Writer {
    private final Process process;
    private final Thread reading;
    private final List<String> lines = new ArrayList<>();

    private Writer(Process process) {
        this.process = process;
        this.reading = Thread.ofVirtual().start(this::read);
    }

    static Writer start(Path folder, int snapshotEvery, RaftStore.Sync sync, boolean writes) {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcom.google.protobuf.use_unsafe_pre22_gencode",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                folder.toString(),
                Integer.toString(snapshotEvery),
                sync.name(),
                Boolean.toString(writes));
        try {
            return new Writer(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException closed) {
            synchronized (lines) {
                lines.add("broken pipe: " + closed.getMessage());
            }
        }
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** What the process found when it had opened the store. */
    String awaitFirstLine() {
        return Await.value("the store of the writer", Recorder.PATIENCE, () -> {
            if (lines().isEmpty() && !process.isAlive() && !reading.isAlive()) {
                return Optional.of(String.join("\n", lines()) + "ended with " + process.exitValue());
            }
            return lines().stream().findFirst();
        });
    }

    void awaitLines(int count) {
        Await.until(count + " lines of the writer", Recorder.PATIENCE, () -> lines().size() >= count);
    }

    /** SIGKILL; returns when the process is gone and all that it said was read. */
    void kill() throws InterruptedException {
        // Process.destroyForcibly would close the pipe with what it still holds.
        process.toHandle().destroyForcibly();
        process.waitFor();
        reading.join();
    }

    /** The highest number that it said was there: found or written; 0 for none. */
    long acknowledged() {
        return lines().stream()
                .filter(line -> line.startsWith("wrote ") || line.startsWith("found "))
                .mapToLong(line -> Long.parseLong(line.substring("wrote ".length())))
                .max()
                .orElse(0);
    }

    Optional<String> complaint() {
        return lines().stream()
                .filter(line -> !line.startsWith("wrote ") && !line.startsWith("found "))
                .findFirst();
    }
}
