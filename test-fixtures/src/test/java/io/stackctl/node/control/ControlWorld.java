package io.stackctl.node.control;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import io.stackctl.cluster.Trust;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.MemoryStore;
import io.stackctl.fixtures.NodeBuilder;
import io.stackctl.node.trust.Authority;
import io.stackctl.reconcile.Memo;
import io.stackctl.reconcile.Reconciler;
import io.stackctl.spec.Subnet;
import io.stackctl.wire.proto.ControlGrpc;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A manager over a log in memory, with one node whose engine does at once what it is told: images named {@code bad} fail,
 * those named {@code hangs} never come up, all others run. Clients reach it over a channel within the process.
 */
final class ControlWorld implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final NodeId NODE = new NodeId("n1");

    private final String name = UUID.randomUUID().toString();
    private final MemoryStore store = new MemoryStore();
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private final ControlLoop loop;
    private final Publisher publisher;
    private final Server server;
    private final ManagedChannel channel;
    private final Thread engine;
    /** Tasks stop only when this is off. */
    private volatile boolean clinging;

    ControlWorld() throws Exception {
        var ids = new RandomIds();
        loop = new ControlLoop(
                store,
                ids,
                InstantSource.system(),
                System::nanoTime,
                () -> {
                    var memo = new Memo();
                    return (state, observed, fresh) -> Reconciler.tick(state, observed, fresh, memo);
                },
                fatal::complete);
        publisher = new Publisher(loop);
        var broker = new LogBroker();
        var leader = new LeaderAddress(NODE, loop, publisher, Optional::empty);
        var logs = new TaskLogs(publisher, new AgentService(publisher, loop, broker, leader, _ -> true), broker, ids);
        var digests = new ImageDigests((_, _) -> Optional.empty());
        var locks = new StackLocks(loop::leadership, InstantSource.system());
        var certificates =
                new Certificates(publisher::state, java.time.InstantSource.system(), java.util.Optional::empty);
        var control = new ControlService(NODE, publisher, loop, leader, digests, logs, locks, certificates);
        server = served(control);
        channel = client();
        loop.start();
        store.start(publisher);
        found();
        engine = Thread.ofVirtual().name("engine").start(this::work);
    }

    private Server served(ControlService control) throws IOException {
        return InProcessServerBuilder.forName(name).addService(control).build().start();
    }

    private void found() throws Exception {
        loop.awaitLeading(LIMIT);
        var pools = List.of(Subnet.parse("10.0.0.0/8").orElseThrow());
        var request = new FoundCluster(
                new RequestId("found"),
                new ClusterId("c1"),
                NODE,
                1,
                "host",
                "192.0.2.1",
                Node.Availability.ACTIVE,
                pools,
                24,
                5,
                Duration.ofSeconds(5),
                Authority.create(Instant.now()).trust(Trust.CERTIFICATE_LIFE));
        Replies.await(loop.ask(request));
        join();
    }

    private void join() throws InterruptedException {
        var description = NodeBuilder.node("host", 8L << 30, Instant.EPOCH).description();
        loop.tell(new Message.Joined(NODE, description, "192.0.2.1"));
    }

    /** A channel of its own, as each process of a user has one. */
    ManagedChannel client() {
        return InProcessChannelBuilder.forName(name).build();
    }

    ControlGrpc.ControlBlockingStub control() {
        return ControlGrpc.newBlockingStub((io.grpc.Channel) channel);
    }

    ClusterState state() {
        return publisher.state();
    }

    /** Waits for it. */
    void until(String what, Predicate<ClusterState> condition) {
        Await.until(what, LIMIT, () -> condition.test(state()));
    }

    /** Tasks stay as they are when they shall stop, until {@code false}. */
    void cling(boolean on) throws InterruptedException {
        clinging = on;
        if (!on) {
            tell(state());
        }
    }

    /** Another manager leads, and then this one again, of which nobody's memory is left. */
    void changeLeader() throws InterruptedException {
        store.follow();
        store.lead();
        loop.awaitLeading(LIMIT);
        join();
        loop.tell(new Message.Followed(NODE, state().revision()));
    }

    private void work() {
        try {
            while (!publisher.closed()) {
                var state = state();
                tell(state);
                publisher.after(state.revision(), Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(ClusterState state) throws InterruptedException {
        var statuses = new TreeMap<TaskKey, Status>();
        state.tasks()
                .values()
                .forEach(task -> next(state, task)
                        .ifPresent(phase -> statuses.put(task.key(), Status.of(phase, state.at(), "reported"))));
        if (!statuses.isEmpty()) {
            loop.tell(new Message.Reported(NODE, statuses, () -> {}));
        }
        loop.tell(new Message.Followed(NODE, state.revision()));
    }

    private Optional<Phase> next(ClusterState state, Task task) {
        if (task.node().isEmpty() || !task.alive()) {
            return Optional.empty();
        }
        if (task.desired().compareTo(Desired.SHUTDOWN) >= 0) {
            return clinging ? Optional.empty() : Optional.of(Phase.SHUTDOWN);
        }
        var image = state.spec(task.spec()).container().image();
        var reached = task.desired() == Desired.READY
                ? Phase.READY
                : image.startsWith("bad") ? Phase.FAILED : image.startsWith("hangs") ? Phase.STARTING : Phase.RUNNING;
        return reached.compareTo(task.phase()) > 0 ? Optional.of(reached) : Optional.empty();
    }

    Revision revision() {
        return state().revision();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
        publisher.close();
        engine.interrupt();
        loop.close();
        store.close();
        fatal.cancel(false);
    }
}
