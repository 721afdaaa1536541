package io.stackctl.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Measures {@code config} of this tool and of the peer on a small file and on the hostile ones, each in a process of its own:
 * wall time from its start to its end, and the most memory it had at once. {@code docs/benchmarks/run-compose} calls it.
 */
final class ComposeBenchmark {
    private static final String SMALL = "services: {web: {image: nginx, ports: ['80:80'], deploy: {replicas: 2}}}\n";

    private final Path launcher;
    private final Optional<Path> peer;
    private final int runs;
    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

    private ComposeBenchmark(Path launcher, Optional<Path> peer, int runs) {
        this.launcher = launcher;
        this.peer = peer;
        this.runs = runs;
    }

    /** Arguments: where the results go, the tool's launcher, how often each is run, and the docker tool, if it is there. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var peer = arguments.length > 3 ? Optional.of(Path.of(arguments[3])) : Optional.<Path>empty();
        var benchmark =
                new ComposeBenchmark(Path.of(arguments[1]).toAbsolutePath(), peer, Integer.parseInt(arguments[2]));
        benchmark.run();
        String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(benchmark.results);
        Files.writeString(Path.of(arguments[0]), text + "\n");
    }

    private void run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("compose-benchmark");
        try {
            Files.writeString(folder.resolve("compose.yaml"), SMALL);
            measure("small file", folder);
            for (HostileFile file : HostileFile.values()) {
                file.write(folder);
                measure(file.name().toLowerCase(Locale.ROOT).replace('_', ' '), folder);
            }
        } finally {
            delete(folder);
        }
    }

    private void measure(String name, Path folder) throws IOException, InterruptedException {
        measure(name, "stackctl", folder, List.of(launcher.toString(), "config", "-c", "compose.yaml"));
        if (peer.isPresent()) {
            measure(name, "docker", folder, List.of(peer.get().toString(), "stack", "config", "-c", "compose.yaml"));
        }
    }

    /** The best of a few runs: others may have used the machine in the meantime. */
    private void measure(String name, String tool, Path folder, List<String> command)
            throws IOException, InterruptedException {
        long time = Long.MAX_VALUE;
        long memory = Long.MAX_VALUE;
        int code = 0;
        for (int run = 0; run < runs; run++) {
            ToolProcess.Ended ended = ToolProcess.run(folder, new ArrayList<>(command));
            time = Math.min(time, ended.time().toMillis());
            memory = Math.min(memory, ended.peakKilobytes() >> 10);
            code = ended.code();
        }
        System.out.printf("%-28s %-8s exit %d %6d ms %5d MB%n", name, tool, code, time, memory);
        results.addObject()
                .put("file", name)
                .put("tool", tool)
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
