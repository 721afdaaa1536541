package io.stackctl.node.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules for a change of the root are the peer's. */
class NextRootTest {
    private final Instant now = Instant.now();
    private final Authority old = Authority.create(now);
    private final Trust trust = old.trust(Trust.CERTIFICATE_LIFE);

    private Trust begin(Trust from, String root, String key, String... urls) throws TrustException {
        return new NextRoot(from, Optional.empty(), now).begin(new NextRoot.Wish(root, key, List.of(urls)));
    }

    private static String key(Authority authority) throws TrustException {
        return Pem.key(Pem.key(authority.keyBytes().toArray()));
    }

    @Test
    void aNewRootIsMadeAndTheOldOneVouchesForIt() throws Exception {
        var begun = begin(trust, "", "");
        var rotation = begun.rotation().orElseThrow();
        assertThat(begun.root()).isEqualTo(old.root());
        assertThat(rotation.root()).isNotEqualTo(old.root());
        assertThat(rotation.renewed()).isEmpty();
        assertThat(begun.believed()).isEqualTo(old.root() + rotation.root());
        var crossSigned = Pem.certificates(rotation.crossSigned()).getFirst();
        crossSigned.verify(old.certificate().getPublicKey());
        assertThat(crossSigned.getPublicKey())
                .isEqualTo(Pem.certificates(rotation.root()).getFirst().getPublicKey());
    }

    @Test
    void anotherRotationTakesThePlaceOfOneUnderWay() throws Exception {
        var first = begin(trust, "", "");
        var own = Authority.create(now);
        var second = begin(first, own.root(), key(own));
        assertThat(second.issuingRoot()).isEqualTo(own.root());
        Pem.certificates(second.rotation().orElseThrow().crossSigned())
                .getFirst()
                .verify(old.certificate().getPublicKey());
    }

    @Test
    void theRootThatThereIsEndsARotation() throws Exception {
        var begun = begin(trust, "", "");
        assertThat(begin(begun, old.root(), key(old)).rotation()).isEmpty();
    }

    @Test
    void whatCannotServeIsRefused() throws Exception {
        var other = Authority.create(now);
        var url = "https://ca.example.com/sign";
        var outside = Authority.trustOutside(other.root(), List.of(url), Trust.CERTIFICATE_LIFE, now);
        var twin = Pem.certificates(
                List.of(Pem.certificates(old.crossSign(old.certificate(), now)).getFirst()));
        assertThatThrownBy(() -> begin(trust, twin, key(old)))
                .hasMessage("Cannot update to a cert with an identical key");
        assertThatThrownBy(() -> begin(trust, other.root(), key(old))).hasMessageContaining("do not belong together");
        assertThatThrownBy(() -> begin(trust, other.root(), "")).hasMessageContaining("needs an external CA");
        assertThatThrownBy(() -> begin(trust, other.root(), "", "http://ca.example.com"))
                .hasMessageContaining("over https");
        assertThatThrownBy(() -> begin(outside, old.root(), "", url))
                .hasMessage("rotating from one external CA to a different external CA is not supported");
        assertThatThrownBy(() -> Authority.trustOutside(other.root(), List.of(), Duration.ofDays(90), now))
                .hasMessageContaining("needs an external CA");
    }

    @Test
    void theEndBringsTheNewRootNewTokensAndNoOldExternals() throws Exception {
        var url = "https://ca.example.com/sign";
        var begun = begin(trust.withExternals(List.of(new Trust.External(url, old.root()))), "", "", url);
        var rotation = begun.rotation().orElseThrow();
        assertThat(begun.externals()).hasSize(2);
        var done = begun.rotated(rotation, JoinToken.newSecret(), JoinToken.newSecret());
        assertThat(done.root()).isEqualTo(rotation.root());
        assertThat(done.rotation()).isEmpty();
        assertThat(done.externals()).containsExactly(new Trust.External(url, rotation.root()));
        assertThat(done.workerSecret()).isNotEqualTo(trust.workerSecret());
    }
}
