package io.stackctl.node.trust;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A node's certificate with its key, and what leads from it to the root.
 *
 * @param chain the node's own first
 */
public record NodeCertificate(PrivateKey key, List<X509Certificate> chain, Subject subject) {
    private static final double RENEW_FROM = 0.5;
    private static final double RENEW_UNTIL = 0.8;

    public NodeCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * A certificate with its key.
     *
     * @throws TrustException it is not a node's certificate, or not of this key
     */
    public static NodeCertificate of(PrivateKey key, String chain) throws TrustException {
        var certificates = Pem.certificates(chain);
        var own = certificates.getFirst();
        if (!Signing.fits(key, own.getPublicKey())) {
            throw new TrustException("the certificate is not of this node's key");
        }
        return new NodeCertificate(key, certificates, Subject.of(own));
    }

    public NodeId node() {
        return subject.node();
    }

    public ClusterId cluster() {
        return subject.cluster();
    }

    public Node.Role role() {
        return subject.role();
    }

    public Instant expires() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** Whether a root vouches for it, directly or by what is in its chain. */
    boolean leadsTo(String root) {
        try {
            ClusterRoots.paths(root).checkClientTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            return true;
        } catch (CertificateException | TrustException other) {
            return false;
        }
    }

    public boolean holdsAt(Instant time) {
        return time.isBefore(expires());
    }

    /** Some time between half and four fifths of its life, so that nodes of one age do not come all at once. */
    Instant renewAt(RandomGenerator random) {
        var issued = chain.getFirst().getNotBefore().toInstant().plus(Authority.BACK_DATED);
        var from = issued.isBefore(expires()) ? issued : expires();
        var life = Duration.between(from, expires());
        double part = random.nextDouble(RENEW_FROM, RENEW_UNTIL);
        return from.plusMillis((long) (life.toMillis() * part));
    }

    String chainAsPem() {
        return Pem.certificates(chain);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "NodeCertificate[" + subject + ", until " + expires() + "]";
    }
}
