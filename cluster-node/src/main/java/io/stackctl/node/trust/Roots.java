package io.stackctl.node.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** What a root certificate must be to serve a cluster. Source: the peer's rules. */
final class Roots {
    private static final Duration LEAST_LIFE = Duration.ofDays(365);

    private Roots() {}

    static X509Certificate checked(String pem, String keyAlgorithm, Instant now, Predicate<PublicKey> hasKey)
            throws TrustException {
        var root = checked(pem, now);
        if (!root.getPublicKey().getAlgorithm().equals(keyAlgorithm) || !hasKey.test(root.getPublicKey())) {
            throw new TrustException("the certificate and the key do not belong together");
        }
        return root;
    }

    /** A root whose key is elsewhere. */
    static X509Certificate checked(String pem, Instant now) throws TrustException {
        var certificates = Pem.certificates(pem);
        if (certificates.size() != 1) {
            throw new TrustException("the root is one certificate, and here are " + certificates.size());
        }
        var root = certificates.getFirst();
        if (root.getBasicConstraints() < 0) {
            throw new TrustException("the certificate is not one of an authority (CA:TRUE is missing)");
        }
        if (root.getNotAfter().toInstant().isBefore(now.plus(LEAST_LIFE))) {
            throw new TrustException("the root must hold for another year at least, and ends at "
                    + root.getNotAfter().toInstant());
        }
        return root;
    }
}
