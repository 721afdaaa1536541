package io.stackctl.node.control;

import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.node.store.Store;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.trust.Access;
import io.stackctl.node.trust.NodeCredentials;
import io.stackctl.node.trust.NodePort;
import io.stackctl.node.trust.TrustException;
import io.stackctl.reconcile.Memo;
import io.stackctl.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A manager's half of the daemon: the store, the loop that writes to it, and the services over both. Wires, no logic. */
public final class ControlPlane implements AutoCloseable {
    private final Store store;
    private final ControlLoop loop;
    private final Publisher publisher;
    private final AgentService agents;
    private final ControlService control;
    private final Certificates certificates;
    private final CertificateService joining;
    private final RenewalService renewals;
    private final Forwarding forwarding;
    private final Freshness freshness;
    private final Peers peers;
    private final VoterKeeper voters;

    /** @param fatal hears of a fault of ours in the loop; the process must end */
    public ControlPlane(Store store, NodeId self, ImageDigests digests, Consumer<Throwable> fatal) {
        this(store, Peers.none(self), digests, fatal);
    }

    /**
     * @param peers the other managers
     * @param fatal hears of a fault of ours in the loop; the process must end
     */
    public ControlPlane(Store store, Peers peers, ImageDigests digests, Consumer<Throwable> fatal) {
        this(store, peers, digests, Optional::empty, fatal);
    }

    /**
     * As above.
     *
     * @param own what this manager shows to external CAs; empty while it has no certificate
     */
    public ControlPlane(
            Store store,
            Peers peers,
            ImageDigests digests,
            Supplier<Optional<NodeCredentials>> own,
            Consumer<Throwable> fatal) {
        var ids = new RandomIds();
        var self = peers.self().node();
        this.peers = peers;
        this.store = store;
        this.loop =
                new ControlLoop(store, ids, InstantSource.system(), System::nanoTime, ControlPlane::reconciler, fatal);
        this.publisher = new Publisher(loop);
        var broker = new LogBroker();
        var leader = new LeaderAddress(self, loop, publisher, peers::leader);
        this.agents = new AgentService(publisher, loop, broker, leader, peers::votes);
        var logs = new TaskLogs(publisher, agents, broker, ids);
        var locks = new StackLocks(loop::leadership, InstantSource.system());
        this.certificates = new Certificates(publisher::state, InstantSource.system(), own);
        this.joining = new CertificateService(publisher, loop, leader, certificates, InstantSource.system());
        this.renewals = new RenewalService(self, certificates);
        this.control = new ControlService(self, publisher, loop, leader, digests, logs, locks, certificates);
        this.freshness = new Freshness(peers.quorum());
        this.forwarding = new Forwarding(
                self,
                loop::leading,
                new ElectedLeader(leader, peers.channels()),
                Optional.of(new Reads(self, publisher::state, freshness)));
        this.voters =
                new VoterKeeper(peers.self(), seen -> after(seen, Limits.VOTER_LOOK), loop::leading, peers.quorum());
    }

    private static TickSource reconciler() {
        var memo = new Memo();
        return (state, observed, ids) -> Reconciler.tick(state, observed, ids, memo);
    }

    /** Opens the store; leadership follows on its own. */
    public void start() throws StoreException {
        loop.start();
        store.start(publisher);
        voters.start();
        freshness.start();
        agents.start();
    }

    /** For callers on this machine. */
    public List<BindableService> services() {
        return List.of(forwarded(), agents);
    }

    private BindableService forwarded() {
        return () -> ServerInterceptors.intercept(control, forwarding);
    }

    /** For callers from the network. */
    public void serve(NodePort port) {
        port.serve(joining, Access.ANYONE);
        port.serve(renewals, Access.MEMBER);
        port.serve(agents, Access.MEMBER);
        port.serve(forwarded(), Access.MANAGER);
        peers.raft().ifPresent(raft -> port.serve(raft, Access.PEER));
    }

    /**
     * A certificate for a node of the state, made here.
     *
     * @return it and what leads from it to the root, as PEM
     */
    public String certify(NodeId node, byte[] signingRequest) throws TrustException {
        try {
            return certificates.issue(node, signingRequest).getCertificates();
        } catch (StatusException e) {
            throw new TrustException(String.valueOf(e.getStatus().getDescription()), e);
        }
    }

    /** Waits until there is a revision after {@code seen}, or the time is over; the newest state, whichever it was. */
    public ClusterState after(Revision seen, Duration limit) throws InterruptedException {
        return publisher.after(seen, limit).state();
    }

    public ClusterState state() {
        return publisher.state();
    }

    public boolean leading() {
        return loop.leading();
    }

    /** Makes a new cluster of this store's empty state, with this node as its first manager. */
    public void found(FoundCluster request, Duration limit) throws StatusException, InterruptedException {
        if (!loop.awaitLeading(limit)) {
            throw Replies.noLeader();
        }
        Replies.await(loop.ask(request));
    }

    /** Waits until this manager leads. */
    public boolean awaitLeading(Duration limit) throws InterruptedException {
        return loop.awaitLeading(limit);
    }

    /**
     * Goes on as the only manager of the cluster, with everything that is in this manager's log.
     *
     * @return the managers that are no longer in the cluster
     * @throws StatusException a majority of the managers answers after all, or this one cannot take over; nothing has
     *     changed
     */
    public List<Node> recover(RequestId id) throws StatusException, InterruptedException {
        new Recovery(peers.quorum()).standAlone();
        if (!loop.awaitLeading(Limits.FIRST_ELECTION)) {
            throw Replies.noLeader();
        }
        return Replies.await(loop.ask(new StandAlone(id, peers.self().node())));
    }

    @Override
    public void close() {
        voters.close();
        freshness.close();
        agents.close();
        publisher.close();
        loop.close();
        store.close();
    }
}
