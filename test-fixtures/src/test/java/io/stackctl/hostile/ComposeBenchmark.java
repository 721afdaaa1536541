package io.stackctl.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Measures {@code stackctl config} on a small file and on the hostile ones, each in a process of its own: wall time from
 * the start of the JVM to its end, and the most memory it had at once. {@code docs/benchmarks/run-compose} calls it.
 */
final class ComposeBenchmark {
    private static final String HEAP = "350m";
    private static final int RUNS = 5;
    private static final String SMALL = "services: {web: {image: nginx, ports: ['80:80'], deploy: {replicas: 2}}}\n";

    private ComposeBenchmark() {}

    /** Measures, and writes the results to the file that the first argument names. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        Path folder = Files.createTempDirectory("compose-benchmark");
        try {
            Files.writeString(folder.resolve("compose.yaml"), SMALL);
            measure("small file", folder, results);
            for (HostileFile file : HostileFile.values()) {
                file.write(folder);
                measure(file.name().toLowerCase(Locale.ROOT).replace('_', ' '), folder, results);
            }
        } finally {
            delete(folder);
        }
        String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(results);
        Files.writeString(Path.of(arguments[0]), text + "\n");
    }

    /** The best of a few runs: others may have used the machine in the meantime. */
    private static void measure(String name, Path folder, ArrayNode results) throws IOException, InterruptedException {
        long time = Long.MAX_VALUE;
        long memory = Long.MAX_VALUE;
        int code = 0;
        for (int run = 0; run < RUNS; run++) {
            ToolProcess.Ended ended = ToolProcess.run(folder, HEAP, "config", "-c", "compose.yaml");
            time = Math.min(time, ended.time().toMillis());
            memory = Math.min(memory, ended.peakKilobytes() >> 10);
            code = ended.code();
        }
        System.out.printf("%-26s exit %d %6d ms %5d MB%n", name, code, time, memory);
        results.addObject()
                .put("file", name)
                .put("exit", code)
                .put("milliseconds", time)
                .put("peakMegabytes", memory);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
