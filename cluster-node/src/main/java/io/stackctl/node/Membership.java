package io.stackctl.node;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
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
import io.stackctl.node.control.UnlockKeys;
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
import io.stackctl.node.store.DataKeys;
import io.stackctl.node.store.Fatal;
import io.stackctl.node.store.LogFormat;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.RaftStore;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.store.UnlockKey;
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
    static final String PEERS = "peers";
    private static final String SECRETS = "secrets";
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Duration LEAVE_LOOK = Duration.ofMillis(100);

    private final NodeIdentity identity;
    private final Path secrets;
    private final DockerRuntime runtime;
    private final NodeNetwork network;
    private final ScheduledExecutorService retries;
    private final Worker worker;
    private final Optional<RaftStore> store;
    private final Optional<ControlPlane> control;
    private final NodeDoor door;
    private final KnownManagers managers;
    private final NodeChannels peers;
    private final Agent agent;
    private final Optional<LockKeeper> locks;
    /** Where the managers reach this node, HOST:PORT: one that named no host does not know it. Empty before they say so. */
    private volatile String reachedAt = "";

    private Membership(
            NodeConfig config,
            NodeIdentity identity,
            DataKeys keys,
            EventLoops loops,
            Supplier<ManagedChannel> dial,
            SecretFiles files,
            CertificateFiles certificates,
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
        this.peers = new NodeChannels(
                identity, this::dialer, this::address, config.dataDirectory().resolve(PEERS));
        this.store = manages(found) ? Optional.of(store(config, keys, found, ending)) : Optional.empty();
        this.control = store.map(opened -> manager(opened, ending));
        var news = new CertificateNews(control.isPresent(), onRole, this::certified);
        var renewal = new RenewalCall(identity.node(), control, this::anyManager);
        this.door = new NodeDoor(identity, loops, certificates, found, control, renewal, news);
        this.locks = control.map(manager ->
                new LockKeeper(keys, certificates, manager, LockKeeper.over(store.orElseThrow()), door::renewNow));
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

    private Peer self() {
        return new Peer(identity.node(), identity.incarnation());
    }

    private RaftStore store(NodeConfig config, DataKeys keys, Optional<NodeCredentials> found, Ending ending) {
        var folder = config.dataDirectory().resolve(RAFT);
        Fatal fatal = cause -> ending.end("the store cannot go on: " + cause.getMessage(), cause);
        return found.isEmpty()
                ? RaftStore.ofFounder(folder, keys, self(), peers, fatal)
                : RaftStore.ofJoiner(folder, keys, self(), peers, fatal);
    }

    private ControlPlane manager(RaftStore opened, Ending ending) {
        return new ControlPlane(
                opened,
                new Peers(self(), opened::quorum, peers, Optional.of(opened.service())),
                new ImageDigests((image, _) -> runtime.digest(image)),
                this::credentials,
                fault -> ending.end("the control loop failed", fault));
    }

    private void certified(String root) {
        agent.certified(root);
    }

    private Optional<NodeCredentials> credentials() {
        return door.credentials();
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

    private Channel anyManager() {
        return managers.current();
    }

    static Membership open(
            NodeConfig config,
            NodeIdentity identity,
            DataKeys keys,
            EventLoops loops,
            Supplier<ManagedChannel> dial,
            Consumer<Node.Role> onRole,
            Ending ending)
            throws StoreException {
        try {
            var files = SecretFiles.at(config.runDirectory().resolve(SECRETS), new TmpfsMount());
            var certificates = certificates(config, keys);
            var found = certificates.read();
            if (!manages(found)) {
                // What it knew as a manager; a manager again, it gets all of it anew.
                DataFiles.remove(config.dataDirectory().resolve(RAFT));
                keys.forget();
            }
            return new Membership(config, identity, keys, loops, dial, files, certificates, found, onRole, ending);
        } catch (TrustException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot use " + config.runDirectory() + " or " + config.dataDirectory() + ": " + e.getMessage(), e);
        }
    }

    static CertificateFiles certificates(NodeConfig config, DataKeys keys) {
        return new CertificateFiles(config.dataDirectory().resolve(CERTIFICATES), LockKeeper.seal(keys));
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
        locks.ifPresent(LockKeeper::start);
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
        // Before the key is handed out: from then on it is needed, however this daemon ends.
        locks.orElseThrow().follow(control.get().state());
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
                .setUnlockKey(UnlockKeys.of(control.get().state())
                        .map(UnlockKey::text)
                        .orElse(""))
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
        door.problem().ifPresent(reply::setProblem);
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
        state.trust()
                .ifPresent(trust -> reply.setAutolock(trust.unlockKey().isPresent())
                        .setRotatingRoot(trust.rotation().isPresent()));
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
        locks.ifPresent(LockKeeper::close);
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
