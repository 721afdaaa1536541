package io.stackctl.road;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.HostAddress;
import io.stackctl.cli.client.SwarmClient;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.TestImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Measures a cluster of three managers and two workers on the hosts of a lab. The tool runs in this process, so that the
 * figures are the cluster's and not those of starting a JVM. {@code docs/benchmarks/run-cluster} starts it; {@code
 * docs/benchmarks.md} tells what came out.
 */
final class ClusterMeasurements {
    private static final Duration LIMIT = LabCluster.LIMIT;
    private static final List<String> PARTS = List.of("leader", "host", "cut", "join", "writes", "memory", "peer");
    private static final int ELECTIONS = 20;
    private static final int LOSSES = 5;
    private static final int JOINS = 6;
    private static final List<Integer> WRITERS = List.of(1, 32, 256);
    private static final Duration WRITING = Duration.ofSeconds(5);
    private static final int TASKS = 100;

    /** All tasks on the machines with the label. */
    private static final String LABELLED = """
            services:
              web:
                image: %s
                stop_grace_period: 1s
                deploy:
                  replicas: 5
                  placement: {constraints: [node.labels.pool == a]}
            """.formatted(TestImages.IDLE);

    private final LabCluster cluster;
    private final Figures figures;

    private ClusterMeasurements(LabCluster cluster, Figures figures) {
        this.cluster = cluster;
        this.figures = figures;
    }

    /** Arguments: the file for the results, then which parts; all without. */
    public static void main(String[] arguments) throws Exception {
        var parts = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : PARTS;
        var figures = new Figures();
        var ours = parts.stream().filter(part -> !part.equals("peer")).toList();
        if (!ours.isEmpty()) {
            try (var cluster = LabCluster.found(3, 2)) {
                var measurements = new ClusterMeasurements(cluster, figures);
                for (var part : ours) {
                    cluster.restore();
                    measurements.measure(part);
                    figures.write(Path.of(arguments[0]));
                }
            }
        }
        if (parts.contains("peer")) {
            PeerCluster.measure(figures);
            figures.write(Path.of(arguments[0]));
        }
        System.exit(0);
    }

    private void measure(String part) throws Exception {
        switch (part) {
            case "leader" -> elections();
            case "host" -> losses("worker host killed", lost -> lost.host().powerOff());
            case "cut" ->
                losses("worker cut off", lost -> cluster.lab().fabric().cut(lost.host()));
            case "join" -> joins();
            case "writes" -> writes();
            case "memory" -> memory();
            default -> throw new IllegalArgumentException("no such part: " + part + "; there are " + PARTS);
        }
    }

    private void elections() {
        for (int round = 0; round < ELECTIONS; round++) {
            var leader = cluster.leader();
            var other = cluster.managersBut(leader).getFirst();
            var name = "election-" + round;
            leader.daemon().kill();
            long begin = System.nanoTime();
            Await.until(
                    "a write is accepted",
                    LIMIT,
                    () -> other.runWith("x", "config", "create", name, "-").code() == 0);
            figures.add("leader kill -9 to the next accepted write", since(begin));
            leader.startDaemon();
            leader.awaitDaemon();
            cluster.awaitWhole();
        }
    }

    private interface Loss {
        void of(Member member);
    }

    private void losses(String name, Loss loss) {
        for (int round = 0; round < LOSSES; round++) {
            var leader = cluster.leader();
            var from = cluster.member(5);
            var to = cluster.member(4);
            label(from, "pool=a");
            cluster.deployed(leader, "demo", LABELLED);
            label(to, "pool=a");
            long begin = System.nanoTime();
            loss.of(from);
            Await.until(
                    "five tasks run elsewhere", LIMIT, () -> to.tasksRunning().size() == 5);
            figures.add(name + ": five tasks run elsewhere", since(begin));
            leader.good("node", "update", "--label-rm", "pool", id(to));
            cluster.restore();
        }
    }

    private void label(Member member, String label) {
        cluster.leader().good("node", "update", "--label-add", label, id(member));
    }

    private String id(Member member) {
        return cluster.node(cluster.leader(), member).id();
    }

    private void joins() {
        var worker = cluster.member(5);
        for (int round = 0; round < JOINS; round++) {
            var leader = cluster.leader();
            var former = id(worker);
            worker.good("swarm", "leave", "--force");
            leader.good("node", "rm", "--force", former);
            Await.until(
                    "its daemon is free",
                    LIMIT,
                    () -> worker.listens() && !cluster.nodes(leader).containsKey("host5"));
            long begin = System.nanoTime();
            cluster.join(worker);
            figures.add("join a worker, to the end of the command", since(begin));
            Await.until("it is ready", LIMIT, () -> cluster.node(leader, worker).ready());
            figures.add("join a worker, to ready in `node ls`", since(begin));
        }
    }

    private void writes() throws Exception {
        var leader = cluster.leader();
        for (int writers : WRITERS) {
            write(leader, writers, Duration.ofSeconds(2));
            figures.add("replicated writes, %d writers".formatted(writers), "1/s", write(leader, writers, WRITING));
        }
    }

    /** Each writer changes a label of one of the nodes, again and again; writes a second. */
    private double write(Member leader, int writers, Duration time) throws Exception {
        var nodes = cluster.members().stream().map(this::id).toList();
        var written = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (var client = ClusterClient.connect(new HostAddress.Unix(leader.socket()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, writers)
                    .mapToObj(writer -> threads.submit(() -> {
                        while (System.nanoTime() - end < 0) {
                            client.swarm().update(nodes.get(writer % nodes.size()), label(writer, written.get()));
                            written.incrementAndGet();
                        }
                        return writer;
                    }))
                    .toList()
                    .forEach(ClusterMeasurements::join);
        }
        return written.get() / (since(begin).toNanos() / 1e9);
    }

    private static SwarmClient.NodeUpdate label(int writer, long value) {
        var labels = new TreeMap<>(Map.of("w" + writer % 32, Long.toString(value)));
        return new SwarmClient.NodeUpdate(Optional.empty(), Optional.empty(), labels, List.of());
    }

    private static void join(Future<Integer> writer) {
        try {
            var _ = writer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a write failed", e);
        }
    }

    private void memory() throws Exception {
        memory("idle");
        cluster.deployed(cluster.leader(), "demo", ClusterTest.FIVE.replace("replicas: 5", "replicas: " + TASKS));
        memory(TASKS + " tasks");
    }

    private void memory(String state) throws Exception {
        for (var member : cluster.members()) {
            var role =
                    member == cluster.leader() ? "leader" : cluster.managers().contains(member) ? "manager" : "worker";
            new DaemonMemory(member.daemon().pid()).into(figures, state + ", " + role);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
