package io.stackctl.node.trust;

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

/** Believes servers outside of the cluster: those with a certificate of its root, and those that the platform believes. */
final class OutsideTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager roots;
    private final X509ExtendedTrustManager platform;

    OutsideTrust(X509ExtendedTrustManager roots) throws GeneralSecurityException {
        this.roots = roots;
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        this.platform = Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        try {
            roots.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException notOfTheCluster) {
            platform.checkServerTrusted(chain, authType, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        try {
            roots.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException notOfTheCluster) {
            platform.checkServerTrusted(chain, authType, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            roots.checkServerTrusted(chain, authType);
        } catch (CertificateException notOfTheCluster) {
            platform.checkServerTrusted(chain, authType);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("nobody calls here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("nobody calls here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody calls here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return roots.getAcceptedIssuers();
    }
}
