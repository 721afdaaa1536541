package io.stackctl.node.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A node's certificate and key for TLS, replaceable while connections live. A handshake asks first for a name, then for
 * the certificate, then for the key; the name tells certificates apart, so that those of one handshake belong together.
 */
final class NodeKeys extends X509ExtendedKeyManager {
    private volatile Held held;

    private record Held(NodeCertificate current, Optional<NodeCertificate> before) {}

    NodeKeys(NodeCertificate certificate) {
        this.held = new Held(certificate, Optional.empty());
    }

    NodeCertificate current() {
        return held.current;
    }

    synchronized void replace(NodeCertificate certificate) {
        held = new Held(certificate, Optional.of(held.current));
    }

    private static String name(NodeCertificate certificate) {
        return certificate.chain().getFirst().getSerialNumber().toString();
    }

    private Optional<NodeCertificate> find(@Nullable String name) {
        var now = held;
        return Stream.concat(Stream.of(now.current), now.before.stream())
                .filter(certificate -> name(certificate).equals(name))
                .findFirst();
    }

    private String[] names() {
        return new String[] {name(current())};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return find(alias)
                .map(certificate -> certificate.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        return find(alias).map(NodeCertificate::key).orElse(null);
    }

    @Override
    public String chooseEngineClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return name(current());
    }

    @Override
    public String chooseEngineServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return name(current());
    }

    @Override
    public String[] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return names();
    }

    @Override
    public String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return name(current());
    }

    @Override
    public String[] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return names();
    }

    @Override
    public String chooseServerAlias(@Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return name(current());
    }
}
