package io.stackctl.node.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Certificates signed by somebody outside of the cluster, by the protocol of cfssl over https; as the peer does it. The
 * manager shows its own certificate there. What comes back is believed only when it is what was asked for.
 */
public final class ExternalAuthority implements Issuer {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The signing profile for authorities, by the peer's convention. */
    private static final String PROFILE_OF_AUTHORITIES = "CA";

    private final List<Trust.External> urls;
    private final String root;
    private final String crossSigned;
    private final SSLSocketFactory sockets;

    private ExternalAuthority(
            List<Trust.External> urls, String root, String crossSigned, Optional<NodeCredentials> own, String believed)
            throws TrustException {
        this.urls = urls;
        this.root = root;
        this.crossSigned = crossSigned;
        this.sockets = sockets(own, ClusterRoots.paths(believed));
    }

    /** Those that make certificates for a cluster now; empty when there are none. {@code own}: what the manager shows. */
    public static Optional<ExternalAuthority> of(Trust trust, Optional<NodeCredentials> own) {
        var root = trust.issuingRoot();
        var urls = trust.externals().stream()
                .filter(external -> external.root().equals(root))
                .toList();
        try {
            var crossSigned = trust.rotation().map(Trust.Rotation::crossSigned).orElse("");
            return urls.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ExternalAuthority(urls, root, crossSigned, own, trust.believed()));
        } catch (TrustException e) {
            throw new IllegalStateException("the cluster's root was checked before it was stored", e);
        }
    }

    /** Refuses what is no address of such an authority, before it is kept. */
    public static void check(String url) throws TrustException {
        try {
            var uri = new URI(url);
            if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
                throw new TrustException("an external CA is asked over https, and this is no such URL: " + url);
            }
        } catch (URISyntaxException e) {
            throw new TrustException("invalid URL of an external CA: " + url, e);
        }
    }

    private static SSLSocketFactory sockets(Optional<NodeCredentials> own, X509ExtendedTrustManager roots) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    own.map(NodeCredentials::shown)
                            .map(keys -> new KeyManager[] {keys})
                            .orElse(new KeyManager[0]),
                    new TrustManager[] {new OutsideTrust(roots)},
                    new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    @Override
    public String issue(byte[] request, NodeId node, Node.Role role, ClusterId cluster, Duration life, Instant now)
            throws TrustException {
        Authority.proven(request);
        var body = JSON.createObjectNode();
        var hosts = body.putArray("hosts").add(Subject.unit(role)).add(node.value());
        if (role == Node.Role.MANAGER) {
            hosts.add(Authority.JOIN_NAME);
        }
        body.put("certificate_request", Pem.request(request));
        var subject = body.putObject("subject");
        subject.put("CN", node.value());
        subject.putArray("names").addObject().put("OU", Subject.unit(role)).put("O", cluster.value());
        body.put("profile", "");
        var chain = asked(body) + crossSigned;
        check(chain, request, new Subject(node, role, cluster));
        return chain;
    }

    /** The key of a root in a certificate of this one's; the request is the new root's own. */
    String crossSign(X509Certificate next, byte[] request) throws TrustException {
        var body = JSON.createObjectNode();
        body.putArray("hosts");
        body.put("certificate_request", Pem.request(request));
        body.put("profile", PROFILE_OF_AUTHORITIES);
        var made = Pem.certificates(asked(body)).getFirst();
        if (!made.getPublicKey().equals(next.getPublicKey()) || made.getBasicConstraints() < 0) {
            throw new TrustException("the external CA did not sign the new root as an authority; its profile \""
                    + PROFILE_OF_AUTHORITIES + "\" has to do that");
        }
        return Pem.certificates(List.of(made));
    }

    private void check(String chain, byte[] request, Subject expected) throws TrustException {
        var certificates = Pem.certificates(chain);
        var own = certificates.getFirst();
        if (!own.getPublicKey().equals(Authority.proven(request))
                || !Subject.of(own).equals(expected)) {
            throw new TrustException("the external CA made a certificate of something else than was asked for");
        }
        try {
            ClusterRoots.paths(root).checkClientTrusted(certificates.toArray(X509Certificate[]::new), "UNKNOWN");
        } catch (CertificateException e) {
            throw new TrustException(
                    "the external CA made a certificate that does not lead to the swarm's root: " + e.getMessage(), e);
        }
    }

    /** The first that answers; the reasons of all when none does. */
    private String asked(ObjectNode body) throws TrustException {
        var reasons = new ArrayList<String>();
        for (var external : urls) {
            try {
                return asked(external.url(), body);
            } catch (IOException | TrustException failure) {
                reasons.add(external.url() + ": " + failure.getMessage());
            }
        }
        throw new TrustException("no external CA signs: " + String.join("; ", reasons));
    }

    private String asked(String url, ObjectNode body) throws IOException, TrustException {
        var connection = (HttpsURLConnection) URI.create(url).toURL().openConnection();
        try {
            connection.setSSLSocketFactory(sockets);
            connection.setConnectTimeout((int) Limits.EXTERNAL_CALL.toMillis());
            connection.setReadTimeout((int) Limits.EXTERNAL_CALL.toMillis());
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
            }
            try (var in =
                    connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                var bytes = in == null ? new byte[0] : in.readNBytes(Limits.EXTERNAL_ANSWER_BYTES);
                return certificate(JSON.readTree(bytes), connection.getResponseCode());
            }
        } finally {
            connection.disconnect();
        }
    }

    private static String certificate(JsonNode answer, int code) throws TrustException {
        var certificate = answer.path("result").path("certificate").asText("");
        if (answer.path("success").asBoolean(false) && !certificate.isEmpty()) {
            return Pem.certificates(Pem.certificates(certificate));
        }
        var message = answer.path("errors").path(0).path("message").asText("");
        throw new TrustException("it answers " + code + (message.isEmpty() ? "" : ": " + message));
    }
}
