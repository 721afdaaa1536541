package io.stackctl.road;

import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stack under load, from outside through its published port and from a container of its own through the service's name,
 * while it is updated, taken back and scaled.
 */
final class LoadStack {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Installation machine;
    private final String name;
    private final Shape shape;
    private final Load inside;
    private final Load outside;
    private int image;

    /**
     * What is asked, and how much of it there is.
     *
     * @param images that answer alike; updates take them in turn
     */
    record Shape(int port, int replicas, int parallelism, List<String> images) {
        Shape {
            images = List.copyOf(images);
        }
    }

    /** How an update goes about it; the way back takes the other one. */
    enum Order {
        STOP_FIRST("stop-first"),
        START_FIRST("start-first");

        private final String text;

        Order(String text) {
            this.text = text;
        }

        private Order other() {
            return this == STOP_FIRST ? START_FIRST : STOP_FIRST;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Deploys it, and begins to ask. */
    LoadStack(Installation machine, Path root, String name, Shape shape) throws IOException {
        this.machine = machine;
        this.name = name;
        this.shape = shape;
        this.inside = Load.in(root);
        deploy(Order.STOP_FIRST);
        this.outside = Load.at(root, shape.port());
        outside.awaitBegun();
        inside.awaitBegun();
    }

    void update(Order order) throws IOException {
        image++;
        deploy(order);
    }

    void rollback() {
        require(machine.run("rollback", name));
    }

    void scale(int to) {
        var service = name + "_web";
        require(machine.run("service", "scale", service + "=" + to));
        Await.until(
                "no more tasks",
                LIMIT,
                () -> machine.run("service", "ls", "--format", "{{.Name}} {{.Replicas}}")
                        .output()
                        .contains(service + " " + to + "/" + to));
    }

    long answered() {
        return outside.counts().good() + inside.counts().good();
    }

    /** Of both clients; the stack goes. */
    Load.Counts end() throws IOException {
        var counts = outside.end().plus(inside.end());
        require(machine.run("rm", name));
        return counts;
    }

    private void deploy(Order order) throws IOException {
        machine.write(
                name + ".yml", file(shape.images().get(image % shape.images().size()), order));
        require(machine.run("deploy", "-c", name + ".yml", name));
    }

    private String file(String image, Order order) {
        return """
                services:
                  web:
                    image: %s
                    ports: ["127.0.0.1:%d:80"]
                    deploy:
                      replicas: %d
                      update_config: {parallelism: %d, order: %s, monitor: 1s}
                      rollback_config: {parallelism: %d, order: %s, monitor: 1s}
                  client:
                    image: %s
                    command: [%s]
                    volumes: [%s]
                    stop_grace_period: 1s
                """.formatted(
                        image,
                        shape.port(),
                        shape.replicas(),
                        shape.parallelism(),
                        order,
                        shape.parallelism(),
                        order.other(),
                        TestImages.BOX,
                        quoted(Load.command("web", 80)),
                        quoted(inside.mounts()));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    }

    private static void require(Installation.Ended ended) {
        if (ended.code() != 0) {
            throw new AssertionError(ended.all());
        }
    }
}
