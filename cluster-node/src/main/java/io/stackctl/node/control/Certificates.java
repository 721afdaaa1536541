package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.Issuer;
import io.stackctl.node.trust.TrustException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.IssuedCertificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Certificates for the nodes that are in the state, with the role that they have there. Any manager can make them. */
final class Certificates {
    private final Supplier<ClusterState> state;
    private final InstantSource clock;

    Certificates(Supplier<ClusterState> state, InstantSource clock) {
        this.state = state;
        this.clock = clock;
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
            var chain = issuer(trust)
                    .issue(signingRequest, id, node.role(), cluster, trust.certificateLife(), clock.instant());
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

    static Trust trust(ClusterState state) throws StatusException {
        return state.trust()
                .orElseThrow(() -> Status.UNAVAILABLE
                        .withDescription("this manager does not know the cluster's state yet")
                        .asException());
    }

    private static Issuer issuer(Trust trust) throws StatusException {
        return Authority.of(trust)
                .orElseThrow(() -> Status.FAILED_PRECONDITION
                        .withDescription("the certificates of this cluster are signed outside of it, and there is no"
                                + " authority to ask")
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
