package io.stackctl.node.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {
    @TempDir
    private Path folder;

    private static NodeCredentials credentials() throws TrustException {
        var now = Instant.now();
        var authority = Authority.create(now);
        var request = SigningRequest.create();
        var chain = authority.issue(
                request.encoded(),
                new NodeId("n1"),
                Node.Role.WORKER,
                new ClusterId("c1"),
                Trust.CERTIFICATE_LIFE,
                now);
        return NodeCredentials.of(request.certified(chain), authority.root());
    }

    @Test
    void whatWasWrittenIsReadAgain() throws Exception {
        var credentials = credentials();
        var files = new CertificateFiles(folder.resolve("certificates"));
        assertThat(files.read()).isEmpty();
        files.write(credentials);
        var read = files.read().orElseThrow();
        assertThat(read.certificate()).isEqualTo(credentials.certificate());
        assertThat(read.roots()).isEqualTo(credentials.roots());
    }

    @Test
    void theKeyIsForItsOwnerAlone() throws Exception {
        var certificates = folder.resolve("certificates");
        new CertificateFiles(certificates).write(credentials());
        assertThat(permissions(certificates)).isEqualTo("rwx------");
        try (var files = Files.list(certificates)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void damageIsToldWithThePlace() throws Exception {
        var files = new CertificateFiles(folder);
        files.write(credentials());
        Files.writeString(folder.resolve("swarm-node.pem"), "nonsense");
        assertThatThrownBy(files::read).isInstanceOf(TrustException.class).hasMessageContaining(folder.toString());
    }

    @Test
    void nothingPrintsTheKey() throws Exception {
        var certificate = credentials().certificate();
        assertThat(certificate.toString()).doesNotContain("BEGIN").contains("n1");
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
