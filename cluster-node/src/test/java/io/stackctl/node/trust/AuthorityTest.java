package io.stackctl.node.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class AuthorityTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final ClusterId CLUSTER = new ClusterId("cluster-a");
    private static final NodeId NODE = new NodeId("node1");

    private final Authority authority = Authority.create(now);

    private NodeCertificate issued(Duration life) throws TrustException {
        var request = SigningRequest.create();
        return request.certified(authority.issue(request.encoded(), NODE, Node.Role.WORKER, CLUSTER, life, now));
    }

    @Test
    void aCertificateNamesTheNodeItsRoleAndTheCluster() throws TrustException {
        var certificate = issued(Trust.CERTIFICATE_LIFE);
        assertThat(certificate.subject()).isEqualTo(new Subject(NODE, Node.Role.WORKER, CLUSTER));
        assertThat(certificate.expires()).isEqualTo(now.plus(Duration.ofDays(90)));
        assertThat(own(certificate).getNotBefore().toInstant()).isEqualTo(now.minus(Duration.ofHours(1)));
    }

    @Test
    void aRequestThatNamesItselfAManagerIsOverruled() throws Exception {
        var keys = Signing.newKey();
        var liar = new JcaPKCS10CertificationRequestBuilder(
                        new X500Principal("CN=other, OU=swarm-manager, O=elsewhere"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        var chain = authority.issue(liar.getEncoded(), NODE, Node.Role.WORKER, CLUSTER, Trust.CERTIFICATE_LIFE, now);
        assertThat(NodeCertificate.of(keys.getPrivate(), chain).subject())
                .isEqualTo(new Subject(NODE, Node.Role.WORKER, CLUSTER));
    }

    @Test
    void aRequestThatSomebodyElseSignedIsRefused() throws Exception {
        var keys = Signing.newKey();
        var stolen = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=x"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(Signing.newKey().getPrivate()));
        assertThatThrownBy(() -> authority.issue(
                        stolen.getEncoded(), NODE, Node.Role.WORKER, CLUSTER, Trust.CERTIFICATE_LIFE, now))
                .isInstanceOf(TrustException.class);
        assertThatThrownBy(() -> authority.issue(
                        new byte[] {1, 2, 3}, NODE, Node.Role.WORKER, CLUSTER, Trust.CERTIFICATE_LIFE, now))
                .isInstanceOf(TrustException.class);
    }

    @Test
    void renewalComesBetweenHalfAndFourFifthsOfItsLife() throws TrustException {
        var certificate = issued(Duration.ofHours(10));
        var random = new Random(1);
        for (int turn = 0; turn < 100; turn++) {
            assertThat(certificate.renewAt(random))
                    .isBetween(now.plus(Duration.ofHours(5)), now.plus(Duration.ofHours(8)));
        }
    }

    @Test
    void whoTrustsTheOldRootBelievesCertificatesOfTheNewOneWhileItIsRotated() throws Exception {
        var next = Authority.create(now);
        var rotation = new Trust.Rotation(
                next.root(),
                Optional.of(next.keyBytes()),
                authority.crossSign(next.certificate(), now),
                now,
                List.of());
        var trust = authority.trust(Trust.CERTIFICATE_LIFE).with(Optional.of(rotation));
        var request = SigningRequest.create();
        var chain = Authority.of(trust)
                .orElseThrow()
                .issue(request.encoded(), NODE, Node.Role.MANAGER, CLUSTER, trust.certificateLife(), now);
        var certificate = request.certified(chain);
        for (var root : List.of(authority.root(), next.root())) {
            new ClusterRoots(CLUSTER, root)
                    .checkClientTrusted(
                            certificate.chain().toArray(X509Certificate[]::new), "UNKNOWN", (javax.net.ssl.SSLEngine)
                                    null);
        }
    }

    @Test
    void theUsersOwnRootServesWhenItIsOne() throws TrustException {
        var key = Pem.key(Pem.key(authority.keyBytes().toArray()));
        var own = Authority.of(authority.root(), key, now);
        var request = SigningRequest.create();
        var chain = own.issue(request.encoded(), NODE, Node.Role.WORKER, CLUSTER, Trust.CERTIFICATE_LIFE, now);
        assertThat(request.certified(chain).node()).isEqualTo(NODE);
    }

    @Test
    void aRootThatCannotServeIsRefusedWithTheReason() throws TrustException {
        var other = Pem.key(Authority.create(now).keyBytes().toArray());
        var leaf = issued(Trust.CERTIFICATE_LIFE);
        var key = Pem.key(Pem.key(authority.keyBytes().toArray()));
        assertThatThrownBy(() -> Authority.of(authority.root(), Pem.key(other), now))
                .hasMessage("the certificate and the key do not belong together");
        assertThatThrownBy(() -> Authority.of(authority.root() + authority.root(), key, now))
                .hasMessageContaining("one certificate");
        assertThatThrownBy(() -> Authority.of(leaf.chainAsPem(), Pem.key(leaf.key()), now))
                .hasMessageContaining("CA:TRUE");
        assertThatThrownBy(() -> Authority.of(authority.root(), key, now.plus(Duration.ofDays(7000))))
                .hasMessageContaining("another year");
        assertThatThrownBy(() -> Authority.of("nonsense", key, now)).hasMessageContaining("no certificate");
    }

    @Test
    void anotherClustersCertificateIsNotBelievedEvenWithTheSameRoot() throws TrustException {
        var certificate = issued(Trust.CERTIFICATE_LIFE);
        var roots = new ClusterRoots(new ClusterId("cluster-b"), authority.root());
        assertThatThrownBy(() -> roots.checkClientTrusted(
                        certificate.chain().toArray(X509Certificate[]::new), "UNKNOWN", (javax.net.ssl.SSLEngine) null))
                .hasMessageContaining("cluster-a");
    }

    private static X509Certificate own(NodeCertificate certificate) {
        return certificate.chain().getFirst();
    }
}
