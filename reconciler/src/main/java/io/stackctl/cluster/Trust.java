package io.stackctl.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the nodes of a cluster know each other by: the root of their certificates, and the secrets of the join tokens.
 *
 * @param root certificate of the root as PEM; every node trusts it, and join tokens carry its digest
 * @param rootKey the root's private key as PKCS #8; empty when certificates are signed outside of the cluster
 * @param certificateLife how long a node's certificate holds; at least an hour
 * @param workerSecret what whoever joins as a worker must know, in the characters of the token
 * @param managerSecret the same for managers
 */
public record Trust(
        String root,
        Optional<Bytes> rootKey,
        Duration certificateLife,
        Bytes workerSecret,
        Bytes managerSecret,
        Optional<Rotation> rotation) {
    /** Docker's. */
    public static final Duration CERTIFICATE_LIFE = Duration.ofDays(90);

    public static final Duration CERTIFICATE_LIFE_LEAST = Duration.ofHours(1);

    /**
     * A root that takes the place of the present one. Until all nodes have certificates of it they trust the old root,
     * which vouches for the new one.
     *
     * @param root certificate of the new root as PEM
     * @param crossSigned the new root's key in a certificate of the old root, as PEM
     */
    public record Rotation(String root, Optional<Bytes> rootKey, String crossSigned, Instant startedAt) {}

    /** What a node that joins with the secret becomes. */
    public Bytes secret(Node.Role role) {
        return switch (role) {
            case WORKER -> workerSecret;
            case MANAGER -> managerSecret;
        };
    }

    public Trust withSecret(Node.Role role, Bytes secret) {
        return switch (role) {
            case WORKER -> new Trust(root, rootKey, certificateLife, secret, managerSecret, rotation);
            case MANAGER -> new Trust(root, rootKey, certificateLife, workerSecret, secret, rotation);
        };
    }

    public Trust withCertificateLife(Duration life) {
        return new Trust(root, rootKey, life, workerSecret, managerSecret, rotation);
    }

    public Trust with(Rotation next) {
        return new Trust(root, rootKey, certificateLife, workerSecret, managerSecret, Optional.of(next));
    }
}
