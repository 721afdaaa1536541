package io.stackctl.road;

import io.stackctl.fixtures.engine.TestEngine;
import io.stackctl.fixtures.engine.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same of swarm mode on the same engine. Its load balancers need IPVS: where the kernel has none, a service is reached
 * by its tasks' addresses (dnsrr), or by a port of the node, which then has one task.
 */
final class PeerUpdates {
    private static final int PORT = 18_733;

    private final TestEngine engine;
    private final Figures figures;
    private final Path root;

    PeerUpdates(TestEngine engine, Figures figures, Path root) {
        this.engine = engine;
        this.figures = figures;
        this.root = root;
    }

    void measure(int rounds) throws IOException {
        try (var peer = new Peer(engine)) {
            rolling(peer, rounds);
            byName(peer, "polite", List.of(TestImages.POLITE, TestImages.POLITE_2), rounds);
            byName(peer, "abrupt", List.of(TestImages.ABRUPT, TestImages.ABRUPT_2), rounds);
            byPort(peer, rounds);
        }
    }

    private void rolling(Peer peer, int rounds) throws IOException {
        peer.docker("network", "create", "-d", "overlay", "net");
        for (var order : LoadStack.Order.values()) {
            create(peer, 10, TestImages.IDLE, "--update-parallelism", "2", "--update-order", order.toString());
            for (int round = 0; round <= rounds; round++) {
                long begin = System.nanoTime();
                update(peer, round % 2 == 0 ? TestImages.IDLE_2 : TestImages.IDLE);
                if (round > 0) {
                    figures.add(
                            "docker: 10 replicas, 2 at a time, " + order + ": service update",
                            Duration.ofNanos(System.nanoTime() - begin));
                }
            }
            peer.docker("service", "rm", "web");
            peer.awaitNothing();
        }
    }

    private void byName(Peer peer, String name, List<String> images, int rounds) throws IOException {
        var inside = Load.in(root);
        create(peer, 6, images.getFirst(), "--update-parallelism", "2", "--update-monitor", "1s");
        var client = new ArrayList<>(
                List.of("service", "create", "--no-resolve-image", "--name", "client", "--network", "net"));
        inside.mounts().forEach(mount -> client.addAll(List.of("--mount", mountFlag(mount))));
        client.add(TestImages.BOX);
        client.addAll(Load.command("web", 80));
        peer.docker(client.toArray(String[]::new));
        inside.awaitBegun();
        int image = 0;
        for (var order : LoadStack.Order.values()) {
            for (int i = 0; i < rounds; i++) {
                image++;
                update(peer, images.get(image % 2), "--update-order", order.toString());
            }
        }
        peer.docker("service", "rollback", "web");
        peer.docker("service", "rollback", "web");
        peer.docker("service", "scale", "web=2");
        peer.docker("service", "scale", "web=6");
        UpdateMeasurements.count(figures, "docker: load by name (dnsrr), " + name + " server", inside.end());
        peer.docker("service", "rm", "client", "web");
        peer.awaitNothing();
    }

    private void byPort(Peer peer, int rounds) throws IOException {
        create(
                peer,
                1,
                TestImages.POLITE,
                "--update-monitor",
                "1s",
                "--publish",
                "mode=host,published=" + PORT + ",target=80");
        var outside = Load.at(root, PORT);
        outside.awaitBegun();
        for (int i = 1; i <= rounds; i++) {
            update(peer, i % 2 == 0 ? TestImages.POLITE : TestImages.POLITE_2);
        }
        UpdateMeasurements.count(
                figures, "docker: load by port (mode: host, 1 task, stop-first), polite server", outside.end());
        peer.docker("service", "rm", "web");
        peer.awaitNothing();
    }

    private static void create(Peer peer, int replicas, String image, String... flags) throws IOException {
        var command = new ArrayList<>(List.of(
                "service",
                "create",
                "--no-resolve-image",
                "--name",
                "web",
                "--network",
                "net",
                "--endpoint-mode",
                "dnsrr",
                "--replicas",
                Integer.toString(replicas)));
        command.addAll(List.of(flags));
        command.add(image);
        peer.docker(command.toArray(String[]::new));
    }

    private static void update(Peer peer, String image, String... flags) throws IOException {
        var command = new ArrayList<>(List.of("service", "update", "--no-resolve-image", "--image", image));
        command.addAll(List.of(flags));
        command.add("web");
        peer.docker(command.toArray(String[]::new));
    }

    private static String mountFlag(String mount) {
        var parts = mount.split(":", -1);
        return "type=bind,source=" + parts[0] + ",target=" + parts[1] + (parts.length > 2 ? ",readonly" : "");
    }
}
