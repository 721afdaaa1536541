package io.stackctl.node.trust;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a node shows and whom it believes. Both can be replaced at any time: what was opened with a context that came
 * from here before uses the new ones from its next handshake on.
 *
 * <p>Sessions of TLS are not resumed: a resumed one would go on to show the certificate it was made with.
 */
public final class NodeCredentials {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final long SESSION_SECONDS = 1;

    private final NodeKeys keys;
    private final ClusterRoots roots;

    private NodeCredentials(NodeKeys keys, ClusterRoots roots) {
        this.keys = keys;
        this.roots = roots;
    }

    /**
     * What a node shows and believes at first.
     *
     * @throws TrustException the roots cannot be read
     */
    public static NodeCredentials of(NodeCertificate certificate, String roots) throws TrustException {
        return new NodeCredentials(new NodeKeys(certificate), new ClusterRoots(certificate.cluster(), roots));
    }

    public NodeCertificate certificate() {
        return keys.current();
    }

    /** PEM. */
    public String roots() {
        return roots.current();
    }

    /** What this node shows, for connections that are not to nodes. */
    NodeKeys shown() {
        return keys;
    }

    public void renew(NodeCertificate certificate) {
        keys.replace(certificate);
    }

    /**
     * Believes other roots from now on.
     *
     * @throws TrustException the roots cannot be read; the old ones stay
     */
    public void trust(String pem) throws TrustException {
        roots.replace(pem);
    }

    /** For a server: callers may show a certificate, and one that is shown must be of this cluster. */
    public SslContext server() {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forServer(keys), SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .trustManager(roots)
                    .clientAuth(ClientAuth.OPTIONAL)
                    .sessionTimeout(SESSION_SECONDS)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    /** For a client that dials managers of this cluster. */
    public SslContext client() {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .keyManager(keys)
                    .trustManager(roots)
                    .sessionTimeout(SESSION_SECONDS)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    /** For a client that has no certificate yet. {@code believed}: whom it believes. */
    static SslContext anonymousClient(X509ExtendedTrustManager believed) {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .trustManager(believed)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }
}
