package io.stackctl.node.trust;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Finds out who makes a call, and lets in who may. TLS has checked the certificate when the connection was made; here it
 * is held against the clock and the cluster's state once more, for each call.
 */
final class Gate implements ServerInterceptor {
    private final Access access;
    private final Supplier<ClusterState> state;
    private final InstantSource clock;
    private final PeerConnections connections;

    Gate(Access access, Supplier<ClusterState> state, InstantSource clock, PeerConnections connections) {
        this.access = access;
        this.state = state;
        this.clock = clock;
        this.connections = connections;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        try {
            var caller = admitted(certificate(call), address(call));
            return Contexts.interceptCall(Context.current().withValue(Caller.KEY, caller), call, headers, next);
        } catch (StatusException e) {
            call.close(e.getStatus(), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    private Caller admitted(Optional<X509Certificate> certificate, Optional<SocketAddress> address)
            throws StatusException {
        if (access == Access.ANYONE) {
            return new Caller.Anonymous(host(address));
        }
        if (certificate.isEmpty()) {
            throw refused(Status.UNAUTHENTICATED, "this call needs the certificate of a node");
        }
        var subject = subject(certificate.get());
        var expires = certificate.get().getNotAfter().toInstant();
        if (!clock.instant().isBefore(expires)) {
            throw refused(
                    Status.UNAUTHENTICATED, "the certificate of node " + subject.node() + " expired at " + expires);
        }
        // First of all, so that a node that is removed at this very moment is either refused here or found there.
        address.ifPresent(from -> connections.belongs(from, subject, expires));
        var current = state.get();
        if (access == Access.PEER) {
            return peer(subject, current, host(address));
        }
        if (current.settings().id().isEmpty()) {
            throw refused(Status.UNAVAILABLE, "this manager does not know the cluster's state yet");
        }
        var node = current.nodes()
                .get(subject.node())
                .orElseThrow(() -> refused(
                        Status.PERMISSION_DENIED,
                        "Permission denied: node " + subject.node() + " was removed from swarm"));
        boolean manager = subject.role() == Node.Role.MANAGER && node.role() == Node.Role.MANAGER;
        if (access == Access.MANAGER && !manager) {
            throw refused(Status.PERMISSION_DENIED, "Permission denied: node " + subject.node() + " is not a manager");
        }
        return new Caller.Member(subject.node(), manager ? Node.Role.MANAGER : Node.Role.WORKER, host(address));
    }

    private static Caller peer(Subject subject, ClusterState current, String host) throws StatusException {
        boolean otherwise = current.nodes()
                .get(subject.node())
                .map(node -> node.role() != Node.Role.MANAGER)
                .orElse(false);
        if (subject.role() != Node.Role.MANAGER || otherwise) {
            throw refused(Status.PERMISSION_DENIED, "Permission denied: node " + subject.node() + " is not a manager");
        }
        return new Caller.Member(subject.node(), Node.Role.MANAGER, host);
    }

    private static Subject subject(X509Certificate certificate) throws StatusException {
        try {
            return Subject.of(certificate);
        } catch (TrustException e) {
            throw refused(Status.UNAUTHENTICATED, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<X509Certificate> certificate(ServerCall<?, ?> call) {
        var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate own
                    ? Optional.of(own)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException withoutCertificate) {
            return Optional.empty();
        }
    }

    private static Optional<SocketAddress> address(ServerCall<?, ?> call) {
        return Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    }

    private static String host(Optional<SocketAddress> address) {
        return address.filter(InetSocketAddress.class::isInstance)
                .map(from -> ((InetSocketAddress) from).getAddress().getHostAddress())
                .orElse("");
    }

    private static StatusException refused(Status status, String sentence) {
        return status.withDescription(sentence).asException();
    }
}
