package io.stackctl.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In place of ssh there are small programs here, which speak first as a daemon does. */
class SshConnectionTest {
    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    private static String talk(SshConnection connection, String words) throws Exception {
        try (var channel = SocketChannel.open(
                UnixDomainSocketAddress.of(connection.socket().socket()))) {
            Channels.newOutputStream(channel).write(words.getBytes(StandardCharsets.UTF_8));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void bytesGoBothWaysAndEachConnectionHasAnSshOfItsOwn() throws Exception {
        try (var connection = SshConnection.open(shell("echo hello; read line; echo \"$line back\""))) {
            assertThat(talk(connection, "first\n")).isEqualTo("hello\nfirst back\n");
            assertThat(talk(connection, "second\n")).isEqualTo("hello\nsecond back\n");
        }
    }

    @Test
    void anSshThatEndsWithoutAWordIsToldWithItsExitCode() {
        assertThatThrownBy(() -> SshConnection.open(shell("exit 255")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("did not reach a daemon")
                .hasMessageContaining("255")
                .extracting(failure -> ((ClusterException) failure).reason())
                .isEqualTo(ClusterException.Reason.UNREACHABLE);
    }

    @Test
    void aProgramThatIsNotThereIsTold() {
        assertThatThrownBy(() -> SshConnection.open(List.of("/no/such/ssh")))
                .hasMessageContaining("cannot use ssh: ")
                .hasMessageContaining("/no/such/ssh");
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws Exception {
        var connection = SshConnection.open(shell("echo hello; cat"));
        var socket = connection.socket().socket();
        assertThat(socket).exists();
        connection.close();
        assertThat(Files.exists(socket.resolveSibling("."))).isFalse();
    }

    @Test
    void theCommandLineEndsItsOptionsBeforeTheHost() {
        var host = new HostAddress.Ssh("root@manager1", Optional.of(2222));
        assertThat(SshConnection.command("ssh", host))
                .containsExactly(
                        "ssh",
                        "-o",
                        "ConnectTimeout=10",
                        "-T",
                        "-p",
                        "2222",
                        "--",
                        "root@manager1",
                        "stackctl",
                        "dial-stdio");
    }
}
