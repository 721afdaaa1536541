package io.stackctl.node;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.control.ClusterRequests;
import io.stackctl.node.control.FoundCluster;
import io.stackctl.node.store.UnlockKey;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.TrustException;
import io.stackctl.spec.Subnet;
import io.stackctl.wire.proto.ExternalAuthorityMessage;
import io.stackctl.wire.proto.InitClusterRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user asks of a new cluster, checked before anything is made of it. */
final class ClusterInit {
    private static final int DEFAULT_POOL_PREFIX = 24;
    private static final int DEFAULT_TASK_HISTORY = 5;

    private ClusterInit() {}

    static FoundCluster read(InitClusterRequest request, RequestId id, NodeIdentity identity) throws StatusException {
        var down = request.getNodeDownAfterMillis() == 0
                ? ClusterSettings.INITIAL.nodeDownAfter()
                : Duration.ofMillis(request.getNodeDownAfterMillis());
        var life = request.getCertificateLifeSeconds() == 0
                ? Trust.CERTIFICATE_LIFE
                : Duration.ofSeconds(request.getCertificateLifeSeconds());
        int history = request.getTaskHistory() == 0 ? DEFAULT_TASK_HISTORY : request.getTaskHistory();
        var trouble = ClusterRequests.trouble(Optional.of(history), Optional.of(down), Optional.of(life));
        if (trouble.isPresent()) {
            throw invalid(trouble.get());
        }
        return new FoundCluster(
                id,
                identity.cluster(),
                identity.node(),
                identity.incarnation(),
                Host.name(),
                identity.address().toString(),
                availability(request.getAvailability()),
                pools(request),
                request.getPoolPrefix() == 0 ? DEFAULT_POOL_PREFIX : request.getPoolPrefix(),
                history,
                down,
                trust(request, life),
                request.getAutolock() ? Optional.of(UnlockKey.create()) : Optional.empty());
    }

    private static Trust trust(InitClusterRequest request, Duration life) throws StatusException {
        var urls = request.getExternalsList().stream()
                .map(ExternalAuthorityMessage::getUrl)
                .toList();
        if (request.getRoot().isEmpty() && request.getRootKey().isEmpty()) {
            if (!urls.isEmpty()) {
                throw invalid("an external CA signs for a root of its own: give its certificate with --ca-cert");
            }
            return Authority.create(Instant.now()).trust(life);
        }
        try {
            if (request.getRootKey().isEmpty()) {
                return Authority.trustOutside(request.getRoot(), urls, life, Instant.now());
            }
            return Authority.of(request.getRoot(), request.getRootKey(), Instant.now())
                    .trust(life, urls);
        } catch (TrustException refused) {
            throw invalid(String.valueOf(refused.getMessage()));
        }
    }

    private static List<Subnet> pools(InitClusterRequest request) throws StatusException {
        if (request.getAddressPoolsCount() == 0) {
            return List.of(Subnet.parse("10.0.0.0/8").orElseThrow());
        }
        var pools = new ArrayList<Subnet>();
        for (var text : request.getAddressPoolsList()) {
            pools.add(Subnet.parse(text)
                    .orElseThrow(() -> invalid("invalid address pool " + text + ": give it as 10.20.0.0/16")));
        }
        return pools;
    }

    static Node.Availability availability(String word) throws StatusException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "", "active" -> Node.Availability.ACTIVE;
            case "pause" -> Node.Availability.PAUSE;
            case "drain" -> Node.Availability.DRAIN;
            default -> throw invalid("invalid availability \"" + word + "\": choose active, pause or drain");
        };
    }

    static StatusException invalid(String sentence) {
        return Status.INVALID_ARGUMENT.withDescription(sentence).asException();
    }
}
