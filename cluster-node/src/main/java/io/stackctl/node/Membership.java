package io.stackctl.node;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.agent.Agent;
import io.stackctl.node.agent.GrpcManagerLink;
import io.stackctl.node.agent.LocalState;
import io.stackctl.node.agent.Reporter;
import io.stackctl.node.agent.Worker;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.control.FoundCluster;
import io.stackctl.node.control.ImageDigests;
import io.stackctl.node.control.Peers;
import io.stackctl.node.dns.DnsServer;
import io.stackctl.node.dns.DnsSettings;
import io.stackctl.node.docker.DockerRuntime;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.docker.RegistryLogins;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.SecretFiles;
import io.stackctl.node.docker.TmpfsMount;
import io.stackctl.node.ingress.IngressProxy;
import io.stackctl.node.ingress.IngressSettings;
import io.stackctl.node.network.NodeNetwork;
import io.stackctl.node.store.Fatal;
import io.stackctl.node.store.LogFormat;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.RaftStore;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.trust.CertificateFiles;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.node.trust.NodeCredentials;
import io.stackctl.node.trust.TrustException;
import io.stackctl.spec.Immutable;
import io.stackctl.view.NodePicture;
import io.stackctl.wire.proto.DaemonStatusReply;
import io.stackctl.wire.proto.InitClusterReply;
import io.stackctl.wire.proto.RecoverClusterReply;
import io.stackctl.wire.proto.RenewCertificateRequest;
import io.stackctl.wire.proto.RenewalsGrpc;
import io.stackctl.wire.proto.RestoreClusterReply;
import io.stackctl.wire.proto.Standing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A daemon's place in a cluster: its agent, its names and ports, and its manager. Wires and closes, no logic. */
final class Membership implements AutoCloseable {
    static final String RAFT = "raft";
    static final String AGENT = "agent";
    static final String CERTIFICATES = "certificates";
    static final String MANAGERS = "managers";
    private static final String SECRETS = "secrets";
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Duration LEAVE_LOOK = Duration.ofMillis(100);

    private final NodeIdentity identity;
    private final Path secrets;
    private final DockerRuntime runtime;
    private final NodeNetwork network;
    private final ScheduledExecutorService retries;
    private final Worker worker;
    private final Optional<ControlPlane> control;
    private final NodeDoor door;
    private final KnownManagers managers;
    private final NodeChannels peers;
    private final Agent agent;
    /** Where the managers reach this node, HOST:PORT: one that named no host does not know it. Empty before they say so. */
    private volatile String reachedAt = "";

    private Membership(
            NodeConfig config,
            NodeIdentity identity,
            EventLoops loops,
            Supplier<ManagedChannel> dial,
            SecretFiles files,
            Optional<NodeCredentials> found,
            Consumer<Node.Role> onRole,
            Ending ending)
            throws IOException {
        this.identity = identity;
        this.secrets = config.runDirectory().resolve(SECRETS);
        var owner = new Owner(identity.cluster(), identity.node());
        this.runtime = new DockerRuntime(URI.create(config.engine()), owner);
        this.retries = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("network-retries").factory());
        this.network = new NodeNetwork(
                new DnsServer(loops, DnsSettings.standard(RESOLV_CONF)),
                new IngressProxy(loops, IngressSettings.standard()),
                retries);
        var reporter = new Reporter();
        this.worker = Worker.on(owner, runtime, RegistryLogins.NONE, files, network, reporter, InstantSource.system());
        this.peers = new NodeChannels(identity, this::dialer, this::address);
        this.control = manages(found) ? Optional.of(manager(config, found, ending)) : Optional.empty();
        var certificates = new CertificateFiles(config.dataDirectory().resolve(CERTIFICATES));
        this.door = new NodeDoor(identity, loops, certificates, found, control, this::renew, renewed -> {
            if ((renewed.role() == Node.Role.MANAGER) != managing()) {
                onRole.accept(renewed.role());
            }
        });
        this.managers = new KnownManagers(
                config.dataDirectory().resolve(MANAGERS), door::dialer, control.map(_ -> dial.get()), this::told);
        this.agent = new Agent(
                new Agent.Settings(
                        owner,
                        identity.incarnation(),
                        LogFormat.HIGHEST,
                        identity.address().toString()),
                new GrpcManagerLink(managers),
                worker,
                reporter,
                runtime,
                network,
                new LocalState(config.dataDirectory().resolve(AGENT).resolve("assignment")));
    }

    /** What the certificate says; a node that has none yet is founding its cluster. */
    private static boolean manages(Optional<NodeCredentials> found) {
        return found.map(own -> own.certificate().role() == Node.Role.MANAGER).orElse(true);
    }

    private ControlPlane manager(NodeConfig config, Optional<NodeCredentials> found, Ending ending) {
        var folder = config.dataDirectory().resolve(RAFT);
        var self = new Peer(identity.node(), identity.incarnation());
        Fatal fatal = cause -> ending.end("the store cannot go on: " + cause.getMessage(), cause);
        var store = found.isEmpty()
                ? RaftStore.ofFounder(folder, self, peers, fatal)
                : RaftStore.ofJoiner(folder, self, peers, fatal);
        return new ControlPlane(
                store,
                new Peers(self, store::quorum, peers, Optional.of(store.service())),
                new ImageDigests((image, _) -> runtime.digest(image)),
                fault -> ending.end("the control loop failed", fault));
    }

    private void told(Standing standing) {
        reachedAt = standing.getAddress();
        door.told(standing);
    }

    private Optional<Dialer> dialer() {
        return door.dialer();
    }

    /** Where a node is reached, by the state. */
    private Optional<String> address(NodeId node) {
        return control.flatMap(manager -> manager.state().nodes().get(node))
                .map(found -> found.status().address())
                .filter(address -> !address.isEmpty());
    }

    /** Has a request certified: here, where this node manages; by a manager otherwise. */
    private String renew(byte[] signingRequest) throws TrustException {
        if (control.isPresent()) {
            return control.get().certify(identity.node(), signingRequest);
        }
        try {
            return RenewalsGrpc.newBlockingStub(managers.current())
                    .withDeadlineAfter(Limits.TRUST_CALL.toMillis(), TimeUnit.MILLISECONDS)
                    .renewCertificate(RenewCertificateRequest.newBuilder()
                            .setSigningRequest(ByteString.copyFrom(signingRequest))
                            .build())
                    .getCertificates();
        } catch (StatusRuntimeException failure) {
            throw new TrustException(failure.getStatus().toString(), failure);
        }
    }

    static Membership open(
            NodeConfig config,
            NodeIdentity identity,
            EventLoops loops,
            Supplier<ManagedChannel> dial,
            Consumer<Node.Role> onRole,
            Ending ending)
            throws StoreException {
        try {
            var files = SecretFiles.at(config.runDirectory().resolve(SECRETS), new TmpfsMount());
            var found = new CertificateFiles(config.dataDirectory().resolve(CERTIFICATES)).read();
            if (!manages(found)) {
                // What it knew as a manager; a manager again, it gets all of it anew.
                DataFiles.remove(config.dataDirectory().resolve(RAFT));
            }
            return new Membership(config, identity, loops, dial, files, found, onRole, ending);
        } catch (TrustException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot use " + config.runDirectory() + " or " + config.dataDirectory() + ": " + e.getMessage(), e);
        }
    }

    /** Serves what the node was last told, then takes its part in the cluster. */
    void start() throws StoreException {
        try {
            agent.start();
        } catch (IOException e) {
            throw new StoreException("cannot read what this node was last told: " + e.getMessage(), e);
        }
        if (control.isPresent()) {
            control.get().start();
        }
        door.start();
    }

    /** Whether this node is a manager. */
    boolean managing() {
        return control.isPresent();
    }

    /** A manager's, for callers on this machine. */
    List<BindableService> services() {
        return control.map(ControlPlane::services).orElse(List.of());
    }

    /** Makes a new cluster; when this returns, other machines can join it. */
    InitClusterReply found(FoundCluster request) throws StatusException, InterruptedException {
        control.orElseThrow().found(request, Limits.FIRST_ELECTION);
        if (!door.awaitOpen(Limits.FIRST_ELECTION)) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("the swarm is initialized, but cannot listen on " + identity.listen()
                            + " yet; the daemon's log says why")
                    .asException();
        }
        return InitClusterReply.newBuilder()
                .setNodeId(identity.node().value())
                .setClusterId(identity.cluster().value())
                .setWorkerToken(JoinToken.of(request.trust(), Node.Role.WORKER).text())
                .setAddress(identity.address().toString())
                .build();
    }

    /** The answer to a restore, once this manager leads its cluster and other machines can join it. */
    RestoreClusterReply restored(ClusterRestore.Restored restored) throws StatusException, InterruptedException {
        var manager = control.orElseThrow();
        if (!manager.awaitLeading(Limits.FIRST_ELECTION) || !door.awaitOpen(Limits.FIRST_ELECTION)) {
            throw Status.UNAVAILABLE
                    .withDescription(
                            "the cluster is restored, and its manager is not up yet; the daemon's log says why")
                    .asException();
        }
        return ReturnReplies.restored(identity, restored);
    }

    /** Goes on as the only manager. */
    RecoverClusterReply recover(RequestId id) throws StatusException, InterruptedException {
        var manager = control.orElseThrow();
        return ReturnReplies.recovered(identity, manager.recover(id), manager.state());
    }

    /** Whether the node has a cluster; a manager without the first transaction was stopped in the middle of its init. */
    boolean founded() {
        return control.map(manager -> manager.state().settings().id().isPresent())
                .orElse(true);
    }

    NodeIdentity identity() {
        return identity;
    }

    void describe(DaemonStatusReply.Builder reply) {
        reply.setNodeId(identity.node().value())
                .setClusterId(identity.cluster().value())
                .setAddress(reachedAt.isEmpty() ? identity.address().toString() : reachedAt)
                .setManager(managing());
        control.ifPresent(manager -> describe(manager.state(), reply));
        try {
            reply.setEngineVersion(runtime.describe().engine().version());
        } catch (RuntimeFailure failure) {
            reply.setEngineProblem(String.valueOf(failure.getMessage()));
        }
    }

    private void describe(ClusterState state, DaemonStatusReply.Builder reply) {
        long managing = state.nodes()
                .values()
                .filter(node -> node.role() == Node.Role.MANAGER)
                .count();
        reply.setManagers((int) managing)
                .setNodes(state.nodes().size())
                .setRevision(state.revision().value())
                .setTaskHistory(state.settings().taskHistory());
        state.nodes()
                .get(identity.node())
                .ifPresent(self -> reply.setClusterCreatedAt(
                        TimeUnit.SECONDS.toNanos(self.createdAt().getEpochSecond())));
    }

    /** Stops and removes the containers and networks of this node, then ends. */
    void leave() throws InterruptedException {
        agent.leave();
        closeManager();
        worker.follow(nothing(identity.node()), Map.of(), true);
        long left = Limits.LEAVE_WAIT.toNanos();
        while (left > 0 && !gone()) {
            TimeUnit.NANOSECONDS.sleep(LEAVE_LOOK.toNanos());
            left -= LEAVE_LOOK.toNanos();
        }
        closeRest();
        try {
            new TmpfsMount().unmount(secrets);
        } catch (IOException e) {
            throw new IllegalStateException("cannot unmount " + secrets, e);
        }
    }

    /** An engine that does not answer has nothing that we could wait for. */
    private boolean gone() {
        try {
            return runtime.containers().isEmpty() && runtime.networks().isEmpty();
        } catch (RuntimeFailure failure) {
            return true;
        }
    }

    private static NodePicture nothing(NodeId node) {
        return new NodePicture(
                new Revision(Long.MAX_VALUE),
                node,
                Immutable.emptyMap(),
                Immutable.emptyMap(),
                Immutable.emptyMap(),
                List.of());
    }

    @Override
    public void close() {
        agent.close();
        closeManager();
        closeRest();
    }

    private void closeManager() {
        // Handing over the lead needs the door still open.
        control.ifPresent(ControlPlane::close);
        door.close();
        peers.close();
    }

    private void closeRest() {
        worker.close();
        managers.close();
        retries.shutdownNow();
        network.close();
        runtime.close();
    }
}
