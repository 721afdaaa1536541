package io.stackctl.node;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.trust.CertificateFiles;
import io.stackctl.node.trust.CertificateKeeper;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.NodeCredentials;
import io.stackctl.node.trust.NodePort;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.node.trust.SigningRequest;
import io.stackctl.node.trust.TrustException;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.Standing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's door to the other nodes: its credentials, kept fresh, and its port. Opens as soon as the node has a
 * certificate; a manager that has none yet makes its own from the cluster's state.
 */
final class NodeDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDoor.class);

    private final NodeIdentity identity;
    private final EventLoops loops;
    private final CertificateFiles files;
    private final CertificateKeeper.Renewal renewal;
    private final Optional<ControlPlane> control;
    private final CertificateKeeper.Listener listener;
    private final CompletableFuture<NodePort> port = new CompletableFuture<>();
    private final Thread thread;
    private volatile Optional<NodeCredentials> credentials;
    private volatile Optional<CertificateKeeper> keeper = Optional.empty();

    /**
     * @param found what is on disk; empty only for a manager
     * @param control serves by the port, for a manager
     * @param renewal has a request certified
     * @param listener hears of each new certificate, which may have another role
     */
    NodeDoor(
            NodeIdentity identity,
            EventLoops loops,
            CertificateFiles files,
            Optional<NodeCredentials> found,
            Optional<ControlPlane> control,
            CertificateKeeper.Renewal renewal,
            CertificateKeeper.Listener listener) {
        this.identity = identity;
        this.loops = loops;
        this.files = files;
        this.credentials = found;
        this.control = control;
        this.renewal = renewal;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("node-door").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Makes channels to managers; empty until the node has a certificate. */
    Optional<Dialer> dialer() {
        return credentials.map(own -> new Dialer(loops, own));
    }

    /** What this node shows and believes; empty until it has a certificate. */
    Optional<NodeCredentials> credentials() {
        return credentials;
    }

    /** What is wrong with the node's certificate, and what helps. */
    Optional<String> problem() {
        return credentials
                .filter(own -> !own.certificate().holdsAt(InstantSource.system().instant()))
                .map(_ -> CertificateKeeper.EXPIRED);
    }

    /** Has a new key certified: the present one lay on the disk in clear. */
    void renewNow() {
        keeper.ifPresent(CertificateKeeper::renewNow);
    }

    /** What the managers say that this node is. */
    void told(Standing standing) {
        if (keeper.isEmpty()) {
            return;
        }
        if (!standing.getRoot().isEmpty()) {
            keeper.get().trust(standing.getRoot());
        }
        try {
            keeper.get().wanted(NodeCodec.fromMessage(standing.getRole()));
        } catch (DecodeException newer) {
            LOG.warn("the managers want this node in a role that it does not know: {}", newer.getMessage());
        }
        if (!standing.getIssuer().isEmpty()) {
            keeper.get().issuedBy(standing.getIssuer());
        }
    }

    /** Waits until the port is open. False when it is not in time. */
    boolean awaitOpen(Duration limit) throws InterruptedException {
        try {
            port.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a port is never exceptional", e);
        }
    }

    /** Finds out whether the port can be had, before anything depends on it. */
    static void check(PeerAddress listen) throws IOException {
        try (var socket = new java.net.ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(socketAddress(listen));
        } catch (IOException e) {
            throw new IOException("listen tcp " + listen + ": " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress socketAddress(PeerAddress listen) {
        return listen.host().isEmpty()
                ? new InetSocketAddress(listen.port())
                : new InetSocketAddress(listen.host(), listen.port());
    }

    private void run() {
        try {
            var own = credentials.isPresent() ? credentials.get() : certified();
            credentials = Optional.of(own);
            var kept = new CertificateKeeper(
                    own, files, renewal, InstantSource.system(), ThreadLocalRandom.current(), listener);
            kept.start();
            keeper = Optional.of(kept);
            var opened = open(own);
            control.ifPresent(manager -> manager.serve(opened));
            port.complete(opened);
            LOG.info("other nodes reach this one at {}", identity.address());
            if (control.isPresent()) {
                guard(opened, control.get());
            }
        } catch (InterruptedException _) {
            // The daemon stops, or the node leaves.
        }
    }

    /** A manager's first certificate: it has the cluster's root in its state. */
    private NodeCredentials certified() throws InterruptedException {
        var manager = control.orElseThrow(() -> new IllegalStateException("a worker has a certificate"));
        Revision seen = Revision.ZERO;
        while (true) {
            var state = manager.after(seen, Limits.CONNECTION_CHECK);
            seen = state.revision();
            if (state.trust().isPresent() && state.nodes().contains(identity.node())) {
                try {
                    var request = SigningRequest.create();
                    var certificate = request.certified(manager.certify(identity.node(), request.encoded()));
                    var made =
                            NodeCredentials.of(certificate, state.trust().get().root());
                    files.write(made);
                    return made;
                } catch (TrustException | IOException failure) {
                    LOG.warn("this manager has no certificate yet: {}", failure.getMessage());
                    TimeUnit.NANOSECONDS.sleep(Limits.RENEW_RETRY_FIRST.toNanos());
                    seen = Revision.ZERO;
                }
            }
        }
    }

    private NodePort open(NodeCredentials own) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return NodePort.open(
                        socketAddress(identity.listen()),
                        loops,
                        own,
                        () -> control.map(ControlPlane::state).orElse(ClusterState.EMPTY),
                        InstantSource.system());
            } catch (IOException failure) {
                if (!told) {
                    LOG.warn("cannot listen on {}: {}; trying again", identity.listen(), failure.getMessage());
                    told = true;
                }
                TimeUnit.NANOSECONDS.sleep(Limits.PORT_RETRY.toNanos());
            }
        }
    }

    /** Ends the connections of nodes as they lose their place, and of certificates as they expire. */
    private static void guard(NodePort opened, ControlPlane manager) throws InterruptedException {
        Revision seen = Revision.ZERO;
        while (true) {
            var state = manager.after(seen, Limits.CONNECTION_CHECK);
            seen = state.revision();
            opened.expel(state);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        keeper.ifPresent(CertificateKeeper::close);
        if (port.isDone()) {
            port.join().close();
        }
    }
}
