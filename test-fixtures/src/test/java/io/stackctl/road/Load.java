package io.stackctl.road;

import io.stackctl.fixtures.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A {@link LoadClient} at work, wherever it runs, seen through its folder. */
record Load(Path folder) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-cp");

    /** What came of it so far. {@code failures}: when, which kind, why. */
    record Counts(long good, long failed, List<String> failures) {
        Counts {
            failures = List.copyOf(failures);
        }

        Counts plus(Counts other) {
            return new Counts(
                    good + other.good,
                    failed + other.failed,
                    Stream.concat(failures.stream(), other.failures.stream()).toList());
        }
    }

    /** On this machine. */
    static Load at(Path root, int port) throws IOException {
        var load = in(root);
        var command = new ArrayList<>(List.of(JAVA.resolve("bin/java").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of(
                classes().toString(),
                LoadClient.class.getName(),
                "127.0.0.1",
                Integer.toString(port),
                load.folder.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(load.folder.resolve("output").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return load;
    }

    /** One that somebody else starts, with {@link #command} and {@link #mounts}. */
    static Load in(Path root) throws IOException {
        return new Load(Files.createTempDirectory(root, "load"));
    }

    /** For a container of any image. */
    static List<String> command(String host, int port) {
        var command = new ArrayList<>(List.of(JAVA.resolve("bin/java").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of("/client", LoadClient.class.getName(), host, Integer.toString(port), "/counts"));
        return command;
    }

    /** The machine's Java and what it needs, the client's classes, and the folder: each as source:target. */
    List<String> mounts() {
        var mounts = new ArrayList<>(List.of(classes() + ":/client:ro", folder + ":/counts"));
        Stream.of(Path.of("/usr"), Path.of("/lib"), Path.of("/lib64"), JAVA)
                .filter(Files::exists)
                .filter(path -> path.equals(Path.of("/usr")) || !path.startsWith("/usr"))
                .forEach(path -> mounts.add(path + ":" + path + ":ro"));
        return mounts;
    }

    private static Path classes() {
        try {
            return Path.of(LoadClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until requests are answered. */
    void awaitBegun() {
        Await.until("answers to the load in " + folder, LIMIT, () -> counts().good() > 0);
    }

    /** Ends it, and says what came of it. */
    Counts end() throws IOException {
        Files.writeString(folder.resolve("stop"), "");
        Await.until("the end of the load in " + folder, LIMIT, () -> Files.exists(folder.resolve("ended")));
        return counts();
    }

    Counts counts() {
        try {
            var file = folder.resolve("counts");
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return new Counts(
                    sum(lines, ".good="),
                    sum(lines, ".failed="),
                    lines.stream().filter(line -> line.startsWith("# ")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sum(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.contains(key) && !line.startsWith("# "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .sum();
    }
}
