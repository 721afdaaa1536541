package io.stackctl.node.agent;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Trust;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.FakeRuntime;
import io.stackctl.fixtures.MemoryStore;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.control.FoundCluster;
import io.stackctl.node.control.ImageDigests;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.Caller;
import io.stackctl.spec.Subnet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A whole cluster of one node in this process: a manager over a log in memory, and an agent on a fake engine, with the
 * real protocol between them.
 */
public final class ProcessCluster implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String name = UUID.randomUUID().toString();
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private final MemoryStore store = new MemoryStore();
    private final ControlPlane manager;
    private final Bench bench;
    private final ManagedChannel link = channel();
    private final Server server;
    private final Agent agent;

    public ProcessCluster(Path folder) throws Exception {
        manager = new ControlPlane(store, Bench.NODE, new ImageDigests((_, _) -> Optional.empty()), fatal::complete);
        var builder = InProcessServerBuilder.forName(name).intercept(Caller.local());
        manager.services().forEach(builder::addService);
        server = builder.build().start();
        manager.start();
        manager.found(
                new FoundCluster(
                        new RequestId("found"),
                        Bench.OWNER.cluster(),
                        Bench.NODE,
                        1,
                        "node-a",
                        "127.0.0.1",
                        Node.Availability.ACTIVE,
                        List.of(Subnet.parse("10.20.0.0/16").orElseThrow()),
                        24,
                        5,
                        Duration.ofSeconds(5),
                        Authority.create(Instant.now()).trust(Trust.CERTIFICATE_LIFE)),
                LIMIT);
        bench = new Bench(folder.resolve("secrets"));
        agent = new Agent(
                new Agent.Settings(Bench.OWNER, 1, 1, ""),
                new GrpcManagerLink(() -> link),
                bench.worker,
                bench.reporter,
                bench.engine,
                _ -> {},
                new LocalState(folder.resolve("agent/picture")));
        agent.start();
        Await.until(
                "the node is ready",
                LIMIT,
                () -> store.state()
                        .nodes()
                        .values()
                        .anyMatch(node -> node.status().state() == Node.State.READY));
    }

    /** A new channel to the manager; the caller closes it. */
    public ManagedChannel channel() {
        return InProcessChannelBuilder.forName(name).build();
    }

    public FakeRuntime engine() {
        return bench.engine;
    }

    @Override
    public void close() {
        agent.close();
        bench.close();
        link.shutdownNow();
        server.shutdownNow();
        manager.close();
    }
}
