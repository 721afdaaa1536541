package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.ExternalAuthority;
import io.stackctl.node.trust.Issuer;
import io.stackctl.node.trust.NextRoot;
import io.stackctl.node.trust.NodeCredentials;
import io.stackctl.node.trust.TrustException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.IssuedCertificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates for the nodes that are in the state, with the role that they have there. Any manager can make them. */
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final Supplier<ClusterState> state;
    private final InstantSource clock;
    private final Supplier<Optional<NodeCredentials>> own;

    /** {@code own}: what this manager shows to external CAs; empty while it has no certificate. */
    Certificates(Supplier<ClusterState> state, InstantSource clock, Supplier<Optional<NodeCredentials>> own) {
        this.state = state;
        this.clock = clock;
        this.own = own;
    }

    /** The way to another root. */
    NextRoot next(Trust trust) {
        return new NextRoot(trust, own.get(), clock.instant());
    }

    IssuedCertificate issue(NodeId id, byte[] signingRequest) throws StatusException {
        var now = state.get();
        var trust = trust(now);
        var cluster = now.settings().id().orElseThrow();
        var node = now.nodes()
                .get(id)
                .orElseThrow(() -> Status.PERMISSION_DENIED
                        .withDescription("Permission denied: node " + id + " was removed from swarm")
                        .asException());
        try {
            var chain = issued(
                    trust,
                    issuer -> issuer.issue(
                            signingRequest, id, node.role(), cluster, trust.certificateLife(), clock.instant()));
            return IssuedCertificate.newBuilder()
                    .setCertificates(chain)
                    .setRoot(trust.root())
                    .setNodeId(id.value())
                    .setClusterId(cluster.value())
                    .setRole(NodeCodec.toMessage(node.role()))
                    .addAllManagers(managers(now))
                    .build();
        } catch (TrustException refused) {
            throw Status.INVALID_ARGUMENT.withDescription(refused.getMessage()).asException();
        }
    }

    private interface Issuing {
        String by(Issuer issuer) throws TrustException;
    }

    /** Outside, where somebody is asked there; with the root's own key where it is here, and nobody outside signs. */
    private String issued(Trust trust, Issuing issuing) throws TrustException, StatusException {
        var outside = ExternalAuthority.of(trust, own.get());
        var inside = Authority.of(trust);
        if (outside.isEmpty()) {
            return issuing.by(inside.orElseThrow(Certificates::nobodySigns));
        }
        try {
            return issuing.by(outside.get());
        } catch (TrustException refused) {
            if (inside.isEmpty()) {
                // It may be back in a moment: whoever asked tries again.
                throw Status.UNAVAILABLE.withDescription(refused.getMessage()).asException();
            }
            LOG.warn("{}; the cluster signs by itself", refused.getMessage());
            return issuing.by(inside.get());
        }
    }

    private static StatusException nobodySigns() {
        return Status.FAILED_PRECONDITION
                .withDescription(
                        "the key of this swarm's root is not here, and there is no external CA to ask; name one"
                                + " with swarm update --external-ca")
                .asException();
    }

    static Trust trust(ClusterState state) throws StatusException {
        return state.trust()
                .orElseThrow(() -> Status.UNAVAILABLE
                        .withDescription("this manager does not know the cluster's state yet")
                        .asException());
    }

    /** Where managers are reached. */
    static List<String> managers(ClusterState state) {
        return state.nodes()
                .values()
                .filter(node -> node.role() == Node.Role.MANAGER)
                .map(node -> node.status().address())
                .filter(address -> !address.isEmpty())
                .toList();
    }
}
