package io.stackctl.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tool in a JVM of its own. */
final class ToolProcess {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** In place of an exit code, as the command {@code timeout} has it. */
    private static final int NO_ANSWER = 124;

    private static final Duration LOOK = Duration.ofMillis(20);

    private ToolProcess() {}

    /**
     * How it ended; one that gives no answer in two minutes is ended.
     *
     * @param peakKilobytes the most memory that the process had at once, as the kernel counts it; 0 if it was too short
     */
    record Ended(int code, Duration time, long peakKilobytes, String errors) {}

    /** Runs it to its end in a JVM with this much heap, such as {@code 400m}. */
    static Ended run(Path folder, String heap, String... arguments) throws IOException, InterruptedException {
        return run(folder, List.of("-Xmx" + heap), arguments);
    }

    /** Runs it to its end with options of the JVM. */
    static Ended run(Path folder, List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "io.stackctl.cli.Stackctl"));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    /** Runs any program to its end. */
    static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        long started = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
            if (System.nanoTime() - started > LIMIT.toNanos()) {
                process.destroyForcibly().waitFor();
                return new Ended(NO_ANSWER, LIMIT, peak, "no answer after " + LIMIT);
            }
        }
        return new Ended(
                process.exitValue(),
                Duration.ofNanos(System.nanoTime() - started),
                peak,
                Files.readString(errors, StandardCharsets.UTF_8));
    }

    private static long peak(long process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // it has just ended
        }
    }
}
