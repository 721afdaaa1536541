package io.stackctl.node.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.Trust;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokenTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Trust trust = Authority.create(NOW).trust(Trust.CERTIFICATE_LIFE);

    @Test
    void aTokenHasTheShapeOfDockers() {
        var token = JoinToken.of(trust, Node.Role.WORKER);
        assertThat(token.text()).matches("SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}");
        assertThat(JoinToken.parse(" " + token.text() + "\n")).contains(token);
    }

    @Test
    void theDigestIsThatOfTheRootsPemInBase36() {
        // echo -n x | sha256sum, by bc to base 36
        var other = new Trust(
                "x",
                Optional.empty(),
                Trust.CERTIFICATE_LIFE,
                trust.workerSecret(),
                trust.managerSecret(),
                Optional.empty(),
                java.util.List.of(),
                Optional.empty());
        assertThat(JoinToken.digestInHex("x"))
                .isEqualTo("sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
        assertThat(new java.math.BigInteger(
                                JoinToken.of(other, Node.Role.WORKER).digest(), 36)
                        .toString(16))
                .isEqualTo("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SWMTKN-1-x-y",
                "SWMTKN-0-3wkodtpeoipd1u1hi0ykdcdwhw16dk73ulqqtn14b3indz68rf-4myj5xihyto11dg1cn55w8p61",
                "SWMTKN-1-3wkodtpeoipd1u1hi0ykdcdwhw16dk73ulqqtn14b3indz68rf-4myj5xihyto11dg1cn55w8p6",
                "SWMTKN-2-1-3wkodtpeoipd1u1hi0ykdcdwhw16dk73ulqqtn14b3indz68rf-4myj5xihyto11dg1cn55w8p61"
            })
    void whatIsMistypedIsNoToken(String text) {
        assertThat(JoinToken.parse(text)).isEmpty();
    }

    @Test
    void eachSecretGivesItsRole() {
        assertThat(JoinToken.of(trust, Node.Role.WORKER).roleIn(trust)).contains(Node.Role.WORKER);
        assertThat(JoinToken.of(trust, Node.Role.MANAGER).roleIn(trust)).contains(Node.Role.MANAGER);
    }

    @Test
    void aRotatedTokenIsGoodForNothing() {
        var old = JoinToken.of(trust, Node.Role.WORKER);
        var rotated = trust.withSecret(Node.Role.WORKER, JoinToken.newSecret());
        assertThat(old.roleIn(rotated)).isEmpty();
        assertThat(JoinToken.of(rotated, Node.Role.WORKER).roleIn(rotated)).contains(Node.Role.WORKER);
    }

    @Test
    void aTokenOfAnotherClusterIsGoodForNothing() {
        var other = Authority.create(NOW).trust(Trust.CERTIFICATE_LIFE);
        var token = new JoinToken(
                JoinToken.of(other, Node.Role.WORKER).digest(),
                JoinToken.of(trust, Node.Role.WORKER).secret());
        assertThat(token.roleIn(trust)).isEmpty();
    }

    @Test
    void anotherRootIsToldWithTheDigestThatWasExpected() throws TrustException {
        var token = JoinToken.of(trust, Node.Role.WORKER);
        token.checkRoot(trust.root());
        assertThatThrownBy(() -> token.checkRoot("other"))
                .isInstanceOf(TrustException.class)
                .hasMessage("remote CA does not match fingerprint. Expected: "
                        + JoinToken.digestInHex(trust.root()).substring("sha256:".length()));
    }

    @Test
    void neitherTheTokenNorTheTrustPrintsASecret() {
        var token = JoinToken.of(trust, Node.Role.MANAGER);
        assertThat(token.toString()).doesNotContain(token.secret());
        assertThat(trust.toString())
                .doesNotContain(token.secret())
                .doesNotContain(JoinToken.of(trust, Node.Role.WORKER).secret())
                .doesNotContain("PRIVATE");
    }
}
