package io.stackctl.road;

import io.stackctl.fixtures.engine.EngineOptions;
import io.stackctl.fixtures.engine.TestEngine;
import io.stackctl.fixtures.engine.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures updates on an engine of its own, as users see them: how long they take, and what requests meet meanwhile.
 * {@code docs/benchmarks/run-updates} starts it; {@code docs/benchmarks.md} tells what came out.
 */
final class UpdateMeasurements {
    private static final int ROUNDS = 5;
    private static final Duration MONITOR = Duration.ofSeconds(5);
    private static final List<String> PARTS = List.of("rolling", "rollback", "diff", "load", "abrupt", "peer");

    private final Figures figures = new Figures();
    private final Path root;

    private UpdateMeasurements(Path root) {
        this.root = root;
    }

    /** Arguments: the file for the results, then which parts; all without. */
    public static void main(String[] arguments) throws Exception {
        var parts = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : PARTS;
        var measurements = new UpdateMeasurements(Files.createTempDirectory("updates"));
        try {
            measurements.measure(parts);
        } finally {
            measurements.figures.write(Path.of(arguments[0]));
        }
        System.exit(0);
    }

    private void measure(List<String> parts) throws Exception {
        if (!parts.equals(List.of("peer"))) {
            ours(parts);
        }
        if (parts.contains("peer")) {
            try (var engine = TestEngine.start(EngineOptions.plain())) {
                new PeerUpdates(engine, figures, root).measure(ROUNDS);
            }
        }
    }

    private void ours(List<String> parts) throws Exception {
        try (var engine = TestEngine.start(EngineOptions.withLiveRestore());
                var machine = Installation.founded(root, engine.host())) {
            if (parts.contains("rolling")) {
                for (var order : LoadStack.Order.values()) {
                    rolling(machine, order);
                }
            }
            if (parts.contains("rollback")) {
                rollback(machine);
            }
            if (parts.contains("diff")) {
                diff(machine);
            }
            if (parts.contains("load")) {
                load(machine, "polite", List.of(TestImages.POLITE, TestImages.POLITE_2));
            }
            if (parts.contains("abrupt")) {
                load(machine, "abrupt", List.of(TestImages.ABRUPT, TestImages.ABRUPT_2));
            }
        }
    }

    private static String ten(String image, String rollout) {
        return """
                services:
                  web:
                    image: %s
                    x-drain: 0s
                    deploy:
                      replicas: 10
                      update_config: {%s}
                      rollback_config: {parallelism: 2}
                """.formatted(image, rollout);
    }

    private void rolling(Installation machine, LoadStack.Order order) throws IOException {
        var rollout = "parallelism: 2, order: " + order;
        deploy(machine, "ten", ten(TestImages.IDLE, rollout), 0);
        for (int round = 0; round <= ROUNDS; round++) {
            var took = deploy(machine, "ten", ten(round % 2 == 0 ? TestImages.IDLE_2 : TestImages.IDLE, rollout), 0);
            if (round > 0) {
                figures.add("10 replicas, 2 at a time, " + order + ": deploy", took);
                figures.add("10 replicas, 2 at a time, " + order + ": deploy without the monitor", took.minus(MONITOR));
            }
        }
        require(machine.run("rm", "ten"));
    }

    /** From the start of the command to its end with exit code 3: the old spec is back, and was watched. */
    private void rollback(Installation machine) throws IOException {
        for (var order : LoadStack.Order.values()) {
            var rollout = "parallelism: 2, failure_action: rollback, order: " + order;
            deploy(machine, "ten", ten(TestImages.IDLE, rollout), 0);
            for (int round = 0; round < 3; round++) {
                figures.add(
                        "a task that ends at once, " + order + ": deploy to rolled back",
                        deploy(machine, "ten", ten(TestImages.EXIT, rollout), 3));
                figures.add(
                        "an image that is not there, " + order + ": deploy to rolled back",
                        deploy(machine, "ten", ten("registry.invalid/nothing:1", rollout), 3));
            }
            require(machine.run("rm", "ten"));
        }
    }

    private void diff(Installation machine) throws IOException {
        deploy(machine, "fifty", fifty(TestImages.IDLE), 0);
        for (int round = 0; round <= 2 * ROUNDS; round++) {
            for (var image : List.of(TestImages.IDLE, TestImages.IDLE_2)) {
                machine.write("fifty.yml", fifty(image));
                long begin = System.nanoTime();
                require(machine.run("diff", "-c", "fifty.yml", "fifty"));
                var took = Duration.ofNanos(System.nanoTime() - begin);
                if (round > 0) {
                    var what = image.equals(TestImages.IDLE) ? "unchanged" : "every image changed";
                    figures.add("diff of 50 services, " + what, took);
                }
            }
        }
        require(machine.run("rm", "fifty"));
    }

    private static String fifty(String image) {
        var file = new StringBuilder("services:\n");
        for (int i = 1; i <= 50; i++) {
            file.append("""
                      service%d:
                        image: %s
                        environment: {NUMBER: "%d", LEVEL: info}
                        stop_grace_period: 1s
                        x-drain: 0s
                        labels: {number: "%d"}
                        deploy:
                          labels: {team: "%d"}
                          update_config: {parallelism: 0, monitor: 0s}
                          resources: {limits: {memory: 64M}}
                    """.formatted(i, image, i, i, i % 7));
        }
        return file.toString();
    }

    private void load(Installation machine, String name, List<String> images) throws IOException {
        var stack = new LoadStack(machine, root, name, new LoadStack.Shape(18_732, 6, 2, images));
        for (var order : LoadStack.Order.values()) {
            for (int i = 0; i < ROUNDS; i++) {
                stack.update(order);
            }
        }
        stack.rollback();
        stack.rollback();
        stack.scale(2);
        stack.scale(6);
        count(figures, "load, " + name + " server", stack.end());
    }

    static void count(Figures figures, String name, Load.Counts counts) {
        figures.add(name + ": answered", "requests", (double) counts.good());
        figures.add(name + ": failed", "requests", (double) counts.failed());
        counts.failures().stream().limit(20).forEach(System.out::println);
    }

    private static Duration deploy(Installation machine, String name, String file, int code) throws IOException {
        machine.write(name + ".yml", file);
        long begin = System.nanoTime();
        var ended = machine.run("deploy", "-c", name + ".yml", name);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        if (ended.code() != code) {
            throw new IllegalStateException(ended.all());
        }
        return took;
    }

    private static void require(Installation.Ended ended) {
        if (ended.code() != 0) {
            throw new IllegalStateException(ended.all());
        }
    }
}
