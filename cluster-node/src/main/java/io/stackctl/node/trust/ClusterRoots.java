package io.stackctl.node.trust;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Believes the nodes of one cluster. Besides the path to a root it asks that the certificate names the cluster, for one
 * root may serve several, and that a server is a manager.
 */
final class ClusterRoots extends X509ExtendedTrustManager {
    private final ClusterId cluster;
    private volatile Trusted trusted;

    private record Trusted(String pem, X509ExtendedTrustManager paths) {}

    ClusterRoots(ClusterId cluster, String pem) throws TrustException {
        this.cluster = cluster;
        this.trusted = read(pem);
    }

    String current() {
        return trusted.pem;
    }

    void replace(String pem) throws TrustException {
        trusted = read(pem);
    }

    private static Trusted read(String pem) throws TrustException {
        return new Trusted(pem, paths(pem));
    }

    /** The platform's rules for paths, from these roots. */
    static X509ExtendedTrustManager paths(String pem) throws TrustException {
        var certificates = Pem.certificates(pem);
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int at = 0; at < certificates.size(); at++) {
                store.setCertificateEntry("root-" + at, certificates.get(at));
            }
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the platform cannot hold a root certificate", e);
        }
    }

    private Subject ofCluster(X509Certificate[] chain) throws CertificateException {
        try {
            var subject = Subject.of(chain[0]);
            if (!subject.cluster().equals(cluster)) {
                throw new CertificateException(
                        "the certificate is of cluster " + subject.cluster() + ", this node of " + cluster);
            }
            return subject;
        } catch (TrustException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    private void manager(X509Certificate[] chain) throws CertificateException {
        var subject = ofCluster(chain);
        if (subject.role() != Node.Role.MANAGER) {
            throw new CertificateException("node " + subject.node() + " is not a manager");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        trusted.paths.checkClientTrusted(chain, authType, engine);
        ofCluster(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        trusted.paths.checkServerTrusted(chain, authType, engine);
        manager(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        trusted.paths.checkClientTrusted(chain, authType, socket);
        ofCluster(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        trusted.paths.checkServerTrusted(chain, authType, socket);
        manager(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trusted.paths.checkClientTrusted(chain, authType);
        ofCluster(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trusted.paths.checkServerTrusted(chain, authType);
        manager(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.paths.getAcceptedIssuers();
    }
}
