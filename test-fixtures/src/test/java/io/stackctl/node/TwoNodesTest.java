package io.stackctl.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Trust;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.MemoryStore;
import io.stackctl.node.agent.GrpcManagerLink;
import io.stackctl.node.agent.ManagerLink;
import io.stackctl.node.agent.NodeBench;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.control.FoundCluster;
import io.stackctl.node.control.ImageDigests;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.node.trust.Joining;
import io.stackctl.node.trust.NodeCredentials;
import io.stackctl.node.trust.NodePort;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.node.trust.SigningRequest;
import io.stackctl.node.trust.TrustException;
import io.stackctl.spec.Subnet;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.ListNodesRequest;
import io.stackctl.wire.proto.NodeAvailabilityMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manager and machines that join it, in this process, with the real protocol and certificates between them. */
class TwoNodesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final NodeId MANAGER = new NodeId("manager1");

    @TempDir
    private Path folder = Path.of("");

    private final EventLoops loops = EventLoops.start(2);
    private final MemoryStore store = new MemoryStore();
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private final Trust trust = Authority.create(Instant.now()).trust(Trust.CERTIFICATE_LIFE);
    private ControlPlane manager;
    private NodePort port;
    private PeerAddress address;

    @BeforeEach
    void found() throws Exception {
        manager = new ControlPlane(store, MANAGER, new ImageDigests((_, _) -> Optional.empty()), fatal::complete);
        manager.start();
        manager.found(
                new FoundCluster(
                        new RequestId("found"),
                        new ClusterId("cluster-1"),
                        MANAGER,
                        1,
                        "manager-host",
                        "127.0.0.1:2377",
                        Node.Availability.ACTIVE,
                        List.of(Subnet.parse("10.20.0.0/16").orElseThrow()),
                        24,
                        5,
                        Duration.ofSeconds(5),
                        trust),
                LIMIT);
        var request = SigningRequest.create();
        var certificate = request.certified(manager.certify(MANAGER, request.encoded()));
        port = NodePort.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                loops,
                NodeCredentials.of(certificate, trust.root()),
                manager::state,
                InstantSource.system());
        manager.serve(port);
        address = new PeerAddress("127.0.0.1", port.port());
    }

    @AfterEach
    void stop() {
        port.close();
        manager.close();
        loops.close();
        assertThat(fatal).isNotDone();
    }

    private Joining.Joined join(JoinToken token) throws TrustException {
        var wish = new Joining.Wish(
                "request-" + System.nanoTime(),
                token,
                NodeAvailabilityMessage.NODE_AVAILABILITY_ACTIVE,
                "host-b",
                ":7946");
        return new Joining(loops, InstantSource.system()).join(wish, List.of(new PeerAddress("127.0.0.1", 1), address));
    }

    private ClusterState state() {
        return store.state();
    }

    private Node node(NodeId id) {
        return state().nodes().get(id).orElseThrow();
    }

    /** A machine that has joined, with its agent. */
    private final class Worker implements AutoCloseable {
        private final NodeCredentials credentials;
        private final NodeId id;
        private final KnownManagers managers;
        private final NodeBench bench;
        private final AtomicInteger sessions = new AtomicInteger();

        Worker() throws Exception {
            credentials = join(JoinToken.of(trust, Node.Role.WORKER)).credentials();
            id = credentials.certificate().node();
            var file = folder.resolve("managers-" + id);
            KnownManagers.write(file, List.of(address));
            managers = new KnownManagers(
                    file, () -> Optional.of(new Dialer(loops, credentials)), Optional.empty(), _ -> {});
            bench = new NodeBench(
                    new Owner(credentials.certificate().cluster(), id),
                    folder.resolve(id.value()),
                    counted(new GrpcManagerLink(managers)),
                    "127.0.0.1:1");
        }

        private ManagerLink counted(ManagerLink link) {
            return new ManagerLink() {
                @Override
                public Session open() throws LinkBroken {
                    sessions.incrementAndGet();
                    return link.open();
                }

                @Override
                public LogSink publishLogs() throws LinkBroken {
                    return link.publishLogs();
                }
            };
        }

        void await(Node.State wanted) {
            Await.until(id + " is " + wanted, LIMIT, () -> node(id).status().state() == wanted);
        }

        @Override
        public void close() {
            bench.close();
            managers.close();
        }
    }

    @Test
    void aMachineWithAWorkersTokenBecomesAWorker() throws Exception {
        var joined = join(JoinToken.of(trust, Node.Role.WORKER));
        var certificate = joined.credentials().certificate();
        assertThat(certificate.role()).isEqualTo(Node.Role.WORKER);
        assertThat(certificate.cluster()).isEqualTo(new ClusterId("cluster-1"));
        assertThat(node(certificate.node()).role()).isEqualTo(Node.Role.WORKER);
        assertThat(node(certificate.node()).status().address()).isEqualTo("127.0.0.1:7946");
        assertThat(joined.managers()).containsExactly(new PeerAddress("127.0.0.1", 2377));
        assertThat(joined.warning()).isEmpty();
    }

    @Test
    void aManagersTokenMakesAManager() throws Exception {
        var certificate =
                join(JoinToken.of(trust, Node.Role.MANAGER)).credentials().certificate();
        assertThat(certificate.role()).isEqualTo(Node.Role.MANAGER);
        assertThat(node(certificate.node()).role()).isEqualTo(Node.Role.MANAGER);
    }

    @Test
    void aWrongSecretIsRefusedAndMakesNoNode() {
        var token = JoinToken.of(trust.withSecret(Node.Role.WORKER, JoinToken.newSecret()), Node.Role.WORKER);
        assertThatThrownBy(() -> join(token)).hasMessage("A valid join token is necessary to join this cluster");
        assertThat(state().nodes().size()).isEqualTo(1);
    }

    @Test
    void aManagerWithAnotherRootHearsNoToken() {
        var other = Authority.create(Instant.now()).trust(Trust.CERTIFICATE_LIFE);
        assertThatThrownBy(() -> join(JoinToken.of(other, Node.Role.WORKER)))
                .hasMessageStartingWith("remote CA does not match fingerprint. Expected: ");
    }

    @Test
    void aWorkerHasASessionAndNoWayToTheClustersCommands() throws Exception {
        try (var worker = new Worker()) {
            worker.await(Node.State.READY);
            var channel = new Dialer(loops, worker.credentials).dial(address);
            assertThatThrownBy(() -> ControlGrpc.newBlockingStub((io.grpc.Channel) channel)
                            .listNodes(ListNodesRequest.getDefaultInstance()))
                    .hasMessageContaining("PERMISSION_DENIED");
            channel.shutdownNow();
        }
        // Its daemon said that it will be back.
        assertThat(state().nodes().size()).isEqualTo(2);
    }

    @Test
    void aMachineThatJoinsWaitsUntilSomebodyLeads() throws Exception {
        store.follow();
        var joining = CompletableFuture.supplyAsync(() -> {
            try {
                return join(JoinToken.of(trust, Node.Role.WORKER));
            } catch (TrustException e) {
                throw new AssertionError(e);
            }
        });
        assertThatThrownBy(() -> joining.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        store.lead();
        var joined = joining.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(node(joined.credentials().certificate().node()).role()).isEqualTo(Node.Role.WORKER);
    }

    @Test
    void aLeaderThatIsElectedAgainIsGreetedAnewByItsNodes() throws Exception {
        try (var worker = new Worker()) {
            worker.await(Node.State.READY);
            int before = worker.sessions.get();
            store.follow();
            store.lead();
            Await.until("the worker greets it", LIMIT, () -> worker.sessions.get() > before);
            worker.await(Node.State.READY);
        }
    }

    @Test
    void aWorkerThatLeavesIsDownAtOnce() throws Exception {
        try (var worker = new Worker()) {
            worker.await(Node.State.READY);
            worker.bench.leave();
            Await.until(
                    "it is down",
                    Duration.ofSeconds(4),
                    () -> node(worker.id).status().state() == Node.State.DOWN);
        }
    }

    @Test
    void aNodeThatIsRemovedLosesItsSession() throws Exception {
        try (var worker = new Worker()) {
            worker.await(Node.State.READY);
            remove(worker.id);
            Await.until("it is gone", LIMIT, () -> !state().nodes().contains(worker.id));
            var channel = new Dialer(loops, worker.credentials).dial(address);
            assertThatThrownBy(() -> ControlGrpc.newBlockingStub((io.grpc.Channel) channel)
                            .listNodes(ListNodesRequest.getDefaultInstance()))
                    .hasMessageContaining("was removed from swarm");
            channel.shutdownNow();
        }
    }

    private void remove(NodeId id) {
        var credentials = managersOwn();
        var channel = new Dialer(loops, credentials).dial(address);
        try {
            ControlGrpc.newBlockingStub((io.grpc.Channel) channel)
                    .removeNode(io.stackctl.wire.proto.RemoveNodeRequest.newBuilder()
                            .setRequestId("remove")
                            .setNode(id.value())
                            .setForce(true)
                            .build());
        } finally {
            channel.shutdownNow();
        }
    }

    private NodeCredentials managersOwn() {
        try {
            var request = SigningRequest.create();
            var certificate = request.certified(manager.certify(MANAGER, request.encoded()));
            return NodeCredentials.of(certificate, trust.root());
        } catch (TrustException e) {
            throw new AssertionError(e);
        }
    }
}
