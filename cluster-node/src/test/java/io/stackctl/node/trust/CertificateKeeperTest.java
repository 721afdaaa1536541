package io.stackctl.node.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateKeeperTest {
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final NodeId NODE = new NodeId("n1");

    @TempDir
    private Path folder = Path.of("");

    private final Authority authority = Authority.create(Instant.now());
    private final AtomicReference<Authority> issuer = new AtomicReference<>(authority);
    private final List<String> certified = new CopyOnWriteArrayList<>();
    private final AtomicReference<Node.Role> role = new AtomicReference<>(Node.Role.WORKER);

    private String issue(byte[] request, Instant at, Duration life) throws TrustException {
        return issuer.get().issue(request, NODE, role.get(), CLUSTER, life, at);
    }

    private NodeCredentials issued(Instant at, Duration life) throws TrustException {
        var request = SigningRequest.create();
        return NodeCredentials.of(request.certified(issue(request.encoded(), at, life)), authority.root());
    }

    private CertificateKeeper keeper(NodeCredentials credentials) {
        return new CertificateKeeper(
                credentials,
                new CertificateFiles(folder),
                request -> issue(request, Instant.now(), Trust.CERTIFICATE_LIFE),
                InstantSource.system(),
                new Random(1),
                new CertificateKeeper.Listener() {
                    @Override
                    public void renewed(NodeCertificate certificate) {}

                    @Override
                    public void certified(String root) {
                        certified.add(root);
                    }
                });
    }

    @Test
    void aNodeThatShallHaveAnotherRootRenewsAndTellsWhenItHasOneThatItBelieves() throws Exception {
        var credentials = issued(Instant.now(), Trust.CERTIFICATE_LIFE);
        var next = Authority.create(Instant.now());
        try (var keeper = keeper(credentials)) {
            keeper.start();
            keeper.issuedBy(authority.root());
            assertThat(certified).containsExactly(JoinToken.digestInHex(authority.root()));
            certified.clear();
            issuer.set(next);
            keeper.issuedBy(next.root());
            Await.until(
                    "it leads to the new root", () -> credentials.certificate().leadsTo(next.root()));
            assertThat(certified).isEmpty();
            keeper.trust(authority.root() + next.root());
            keeper.issuedBy(next.root());
            assertThat(certified).containsExactly(JoinToken.digestInHex(next.root()));
        }
    }

    @Test
    void aKeyThatMayHaveBeenSeenIsReplacedAtOnce() throws Exception {
        var credentials = issued(Instant.now(), Trust.CERTIFICATE_LIFE);
        var before = credentials.certificate();
        try (var keeper = keeper(credentials)) {
            keeper.start();
            keeper.renewNow();
            Await.until("it is renewed", () -> !credentials.certificate().equals(before));
        }
    }

    @Test
    void anOldCertificateIsRenewedAndKept() throws Exception {
        var credentials = issued(Instant.now().minus(Duration.ofDays(100)), Duration.ofDays(110));
        new CertificateFiles(folder).write(credentials);
        var old = credentials.certificate();
        try (var keeper = keeper(credentials)) {
            keeper.start();
            Await.until("it is renewed", () -> !credentials.certificate().equals(old));
            assertThat(new CertificateFiles(folder).read().orElseThrow().certificate())
                    .isEqualTo(credentials.certificate());
            assertThat(credentials.certificate().key()).isNotEqualTo(old.key());
        }
    }

    @Test
    void aNodeThatIsWantedInAnotherRoleIsRenewedAtOnce() throws Exception {
        var credentials = issued(Instant.now(), Trust.CERTIFICATE_LIFE);
        try (var keeper = keeper(credentials)) {
            keeper.start();
            keeper.wanted(Node.Role.WORKER);
            role.set(Node.Role.MANAGER);
            keeper.wanted(Node.Role.MANAGER);
            Await.until("it is a manager", () -> credentials.certificate().role() == Node.Role.MANAGER);
        }
    }

    @Test
    void newRootsAreBelievedAndKeptAndNonsenseIsNot() throws Exception {
        var credentials = issued(Instant.now(), Trust.CERTIFICATE_LIFE);
        new CertificateFiles(folder).write(credentials);
        var next = Authority.create(Instant.now());
        try (var keeper = keeper(credentials)) {
            keeper.trust("nonsense");
            assertThat(credentials.roots()).isEqualTo(authority.root());
            keeper.trust(next.root());
            assertThat(credentials.roots()).isEqualTo(next.root());
            assertThat(new CertificateFiles(folder).read().orElseThrow().roots())
                    .isEqualTo(next.root());
        }
    }
}
