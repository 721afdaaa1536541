package io.stackctl.node;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.StatusException;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.agent.Agent;
import io.stackctl.node.agent.GrpcManagerLink;
import io.stackctl.node.agent.LocalState;
import io.stackctl.node.agent.Reporter;
import io.stackctl.node.agent.Worker;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.control.FoundCluster;
import io.stackctl.node.control.ImageDigests;
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
import io.stackctl.node.store.LogFormat;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.RaftStore;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.store.transport.PeerChannels;
import io.stackctl.spec.Immutable;
import io.stackctl.view.NodePicture;
import io.stackctl.wire.proto.DaemonStatusReply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A daemon's place in a cluster: its agent, its names and ports, and its manager. Wires and closes, no logic. */
final class Membership implements AutoCloseable {
    static final String RAFT = "raft";
    static final String AGENT = "agent";
    private static final String SECRETS = "secrets";
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Duration LEAVE_LOOK = Duration.ofMillis(100);

    private final NodeIdentity identity;
    private final Path secrets;
    private final DockerRuntime runtime;
    private final NodeNetwork network;
    private final ScheduledExecutorService retries;
    private final Worker worker;
    private final ManagedChannel channel;
    private final Agent agent;
    private final ControlPlane control;

    private Membership(
            NodeConfig config,
            NodeIdentity identity,
            EventLoops loops,
            Supplier<ManagedChannel> dial,
            SecretFiles files,
            Ending ending) {
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
        this.channel = dial.get();
        this.agent = new Agent(
                new Agent.Settings(owner, identity.incarnation(), LogFormat.HIGHEST),
                new GrpcManagerLink(() -> channel),
                worker,
                reporter,
                runtime,
                network,
                new LocalState(config.dataDirectory().resolve(AGENT).resolve("assignment")));
        var store = RaftStore.ofFounder(
                config.dataDirectory().resolve(RAFT),
                new Peer(identity.node(), identity.incarnation()),
                PeerChannels.NONE,
                cause -> ending.end("the store cannot go on: " + cause.getMessage(), cause));
        this.control = new ControlPlane(
                store,
                identity.node(),
                new ImageDigests((image, _) -> runtime.digest(image)),
                fault -> ending.end("the control loop failed", fault));
    }

    static Membership open(
            NodeConfig config, NodeIdentity identity, EventLoops loops, Supplier<ManagedChannel> dial, Ending ending)
            throws StoreException {
        try {
            var files = SecretFiles.at(config.runDirectory().resolve(SECRETS), new TmpfsMount());
            return new Membership(config, identity, loops, dial, files, ending);
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
        control.start();
    }

    List<BindableService> services() {
        return control.services();
    }

    void found(FoundCluster request) throws StatusException, InterruptedException {
        control.found(request, Limits.FIRST_ELECTION);
    }

    /** Whether the first transaction is in the log; without it the node was stopped in the middle of its init. */
    boolean founded() {
        return control.state().settings().id().isPresent();
    }

    NodeIdentity identity() {
        return identity;
    }

    void describe(DaemonStatusReply.Builder reply) {
        var state = control.state();
        reply.setNodeId(identity.node().value())
                .setClusterId(identity.cluster().value())
                .setManager(true)
                .setManagers(1)
                .setNodes(state.nodes().size())
                .setRevision(state.revision().value())
                .setTaskHistory(state.settings().taskHistory());
        state.nodes().get(identity.node()).ifPresent(self -> {
            reply.setAddress(self.status().address());
            reply.setClusterCreatedAt(TimeUnit.SECONDS.toNanos(self.createdAt().getEpochSecond()));
        });
        try {
            reply.setEngineVersion(runtime.describe().engine().version());
        } catch (RuntimeFailure failure) {
            reply.setEngineProblem(String.valueOf(failure.getMessage()));
        }
    }

    /** Stops and removes the containers and networks of this node, then ends. */
    void leave() throws InterruptedException {
        agent.close();
        control.close();
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
        control.close();
        closeRest();
    }

    private void closeRest() {
        worker.close();
        channel.shutdownNow();
        retries.shutdownNow();
        network.close();
        runtime.close();
    }
}
