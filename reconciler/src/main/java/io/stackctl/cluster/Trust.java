package io.stackctl.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of a cluster know each other by: the root of their certificates, and the secrets of the join tokens.
 *
 * @param root certificate of the root as PEM; every node trusts it, and join tokens carry its digest
 * @param rootKey the root's private key as PKCS #8; empty when certificates are signed outside of the cluster
 * @param certificateLife how long a node's certificate holds; at least an hour
 * @param workerSecret what whoever joins as a worker must know, in the characters of the token
 * @param managerSecret the same for managers
 * @param externals who signs certificates outside of the cluster; asked before the root's key is used
 * @param unlockKey without which no manager reads its disk after a restart, sealed like a secret; empty when each keeps its
 *     own key beside its data
 */
public record Trust(
        String root,
        Optional<Bytes> rootKey,
        Duration certificateLife,
        Bytes workerSecret,
        Bytes managerSecret,
        Optional<Rotation> rotation,
        List<External> externals,
        Optional<Bytes> unlockKey) {
    /** Docker's. */
    public static final Duration CERTIFICATE_LIFE = Duration.ofDays(90);

    public static final Duration CERTIFICATE_LIFE_LEAST = Duration.ofHours(1);

    public Trust {
        externals = List.copyOf(externals);
    }

    /** Signs by the protocol of cfssl. {@code root}: whose certificates it makes, as PEM. */
    public record External(String url, String root) {}

    /**
     * A root that takes the place of the present one. Until all nodes have certificates of it they trust the old root,
     * which vouches for the new one.
     *
     * @param root certificate of the new root as PEM
     * @param crossSigned the new root's key in a certificate of the old root, as PEM
     * @param renewed nodes that have a certificate of the new root and believe it, in their order
     */
    public record Rotation(
            String root, Optional<Bytes> rootKey, String crossSigned, Instant startedAt, List<NodeId> renewed) {
        public Rotation {
            renewed = renewed.stream().sorted().distinct().toList();
        }

        public Rotation withRenewed(List<NodeId> nodes) {
            return new Rotation(root, rootKey, crossSigned, startedAt, nodes);
        }
    }

    /** The root that certificates are made of now. */
    public String issuingRoot() {
        return rotation.map(Rotation::root).orElse(root);
    }

    /** What nodes believe: the root, and while another takes its place both. */
    public String believed() {
        return root + rotation.map(Rotation::root).orElse("");
    }

    /** What a node that joins with the secret becomes. */
    public Bytes secret(Node.Role role) {
        return switch (role) {
            case WORKER -> workerSecret;
            case MANAGER -> managerSecret;
        };
    }

    public Trust withSecret(Node.Role role, Bytes secret) {
        return switch (role) {
            case WORKER ->
                new Trust(root, rootKey, certificateLife, secret, managerSecret, rotation, externals, unlockKey);
            case MANAGER ->
                new Trust(root, rootKey, certificateLife, workerSecret, secret, rotation, externals, unlockKey);
        };
    }

    public Trust withCertificateLife(Duration life) {
        return new Trust(root, rootKey, life, workerSecret, managerSecret, rotation, externals, unlockKey);
    }

    public Trust withExternals(List<External> others) {
        return new Trust(root, rootKey, certificateLife, workerSecret, managerSecret, rotation, others, unlockKey);
    }

    public Trust withUnlockKey(Optional<Bytes> key) {
        return new Trust(root, rootKey, certificateLife, workerSecret, managerSecret, rotation, externals, key);
    }

    /** With another root on its way, or none. */
    public Trust with(Optional<Rotation> next) {
        return new Trust(root, rootKey, certificateLife, workerSecret, managerSecret, next, externals, unlockKey);
    }

    /** The new root in the place of the old one. With it goes the digest in the join tokens, so they get new secrets too. */
    public Trust rotated(Rotation done, Bytes newWorkerSecret, Bytes newManagerSecret) {
        return new Trust(
                done.root,
                done.rootKey,
                certificateLife,
                newWorkerSecret,
                newManagerSecret,
                Optional.empty(),
                externals.stream()
                        .filter(external -> external.root.equals(done.root))
                        .toList(),
                unlockKey);
    }
}
