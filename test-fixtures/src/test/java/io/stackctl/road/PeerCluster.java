package io.stackctl.road;

import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.TestImages;
import io.stackctl.fixtures.lab.Host;
import io.stackctl.fixtures.lab.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engines' own swarm mode on hosts of the same lab, driven by docker's command: the yardstick. */
final class PeerCluster implements AutoCloseable {
    private static final Duration LIMIT = LabCluster.LIMIT;
    private static final int MANAGERS = 3;
    private static final int ROUNDS = 3;
    private static final int TASKS = 5;

    private final Lab lab;
    private final Figures figures;

    private PeerCluster(Lab lab, Figures figures) {
        this.lab = lab;
        this.figures = figures;
    }

    static void measure(Figures figures) throws Exception {
        // Swarm mode and live-restore exclude each other.
        try (var cluster = new PeerCluster(Lab.start(MANAGERS + 2, List.of()), figures)) {
            cluster.found();
            for (int round = 0; round < ROUNDS; round++) {
                cluster.loss("worker host killed", round, Host::powerOff);
                cluster.loss(
                        "worker cut off", round, host -> cluster.lab.fabric().cut(host));
            }
            for (int round = 0; round < ROUNDS; round++) {
                cluster.election(round);
            }
        }
    }

    private Host host(int number) {
        return lab.hosts().get(number - 1);
    }

    private void found() throws Exception {
        docker(host(1), "swarm", "init", "--advertise-addr", host(1).address());
        for (int number = 2; number <= lab.hosts().size(); number++) {
            var role = number <= MANAGERS ? "manager" : "worker";
            var token = docker(host(1), "swarm", "join-token", "-q", role).strip();
            docker(
                    host(number),
                    "swarm",
                    "join",
                    "--token",
                    token,
                    "--advertise-addr",
                    host(number).address(),
                    host(1).address() + ":2377");
        }
        awaitReady();
    }

    private void awaitReady() {
        Await.until(
                "the peer's nodes are ready",
                LIMIT,
                () -> ready(host(1)) == lab.hosts().size());
    }

    private long ready(Host asked) {
        try {
            return docker(asked, "node", "ls", "--format", "{{.Status}}")
                    .lines()
                    .filter("Ready"::equals)
                    .count();
        } catch (IOException | IllegalStateException notNow) {
            return 0;
        }
    }

    private interface Loss {
        void of(Host host);
    }

    private void loss(String name, int round, Loss loss) throws Exception {
        var service = "web" + round;
        docker(host(1), "node", "update", "--label-add", "pool=a", "host5");
        docker(
                host(1),
                "service",
                "create",
                "--detach",
                "--no-resolve-image",
                "--name",
                service,
                "--replicas",
                Integer.toString(TASKS),
                "--constraint",
                "node.labels.pool==a",
                TestImages.IDLE);
        Await.until("the peer's tasks run", LIMIT, () -> containers(host(5)) == TASKS);
        docker(host(1), "node", "update", "--label-add", "pool=a", "host4");
        long begin = System.nanoTime();
        loss.of(host(5));
        Await.until("the peer's tasks run elsewhere", LIMIT, () -> containers(host(4)) == TASKS);
        figures.add("peer, " + name + ": five tasks run elsewhere", Duration.ofNanos(System.nanoTime() - begin));
        docker(host(1), "service", "rm", service);
        docker(host(1), "node", "update", "--label-rm", "pool", "host4");
        lab.fabric().heal();
        if (!host(5).isOn()) {
            host(5).powerOn();
            host(5).engine().start();
            host(5).engine().awaitAnswer();
        }
        awaitReady();
        Await.until("the peer's tasks are gone", LIMIT, () -> containers(host(4)) + containers(host(5)) == 0);
    }

    private static int containers(Host host) {
        return host.engine().containers().size();
    }

    private void election(int round) throws Exception {
        var leader = leader();
        var other = lab.hosts().stream()
                .limit(MANAGERS)
                .filter(host -> host != leader)
                .findFirst()
                .orElseThrow();
        leader.engine().kill();
        long begin = System.nanoTime();
        Await.until("the peer accepts a write", LIMIT, () -> {
            try {
                docker(other, "network", "create", "--driver", "overlay", "election-" + round);
                return true;
            } catch (IOException | IllegalStateException notYet) {
                return false;
            }
        });
        figures.add("peer, leader kill -9 to the next accepted write", Duration.ofNanos(System.nanoTime() - begin));
        leader.engine().start();
        leader.engine().awaitAnswer();
        awaitReady();
    }

    private Host leader() throws IOException {
        var lines = docker(host(1), "node", "ls", "--format", "{{.Hostname}} {{.ManagerStatus}}");
        return lab.hosts().stream()
                .filter(host -> lines.contains(host.name() + " Leader"))
                .findFirst()
                .orElseThrow();
    }

    private static String docker(Host host, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("docker", "-H", host.engine().address()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return said;
    }

    @Override
    public void close() {
        lab.close();
    }
}
