package io.stackctl.node.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResolvConfTest {
    record Case(String name, String text, List<String> servers) {
        Case(String name, String text, String... servers) {
            this(name, text, List.of(servers));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> files() {
        return Stream.of(
                new Case("empty", ""),
                new Case("in order", "nameserver 10.0.0.2\nnameserver 10.0.0.1\n", "10.0.0.2", "10.0.0.1"),
                new Case("twice the same", "nameserver 10.0.0.2\nnameserver 10.0.0.2", "10.0.0.2"),
                new Case(
                        "blanks and other keys", "search a b\n  nameserver\t10.0.0.2  # x\noptions rotate", "10.0.0.2"),
                new Case("a comment", "#nameserver 10.0.0.2\n; nameserver 10.0.0.3"),
                new Case("no address", "nameserver\nnameserver dns.example.org\nnameserver 10.0.0.300"),
                new Case("IPv6", "nameserver 2001:db8::1", "2001:db8:0:0:0:0:0:1"),
                new Case(
                        "an interface that does not exist",
                        "nameserver fe80::1%none0\nnameserver ::1",
                        "0:0:0:0:0:0:0:1"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void name_servers_are_read_as_the_c_library_reads_them(Case file) {
        assertThat(ResolvConf.parse(file.text()))
                .extracting(InetAddress::getHostAddress)
                .isEqualTo(file.servers());
    }

    @Test
    void a_changed_or_deleted_file_is_noticed(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("resolv.conf");
        var resolvConf = new ResolvConf(path, Duration.ZERO);
        assertThat(resolvConf.servers()).isEmpty();
        Files.writeString(path, "nameserver 10.0.0.2\n");
        assertThat(resolvConf.servers()).containsExactly(InetAddress.ofLiteral("10.0.0.2"));
        Files.writeString(path, "nameserver 10.0.0.30\n");
        assertThat(resolvConf.servers()).containsExactly(InetAddress.ofLiteral("10.0.0.30"));
        Files.delete(path);
        assertThat(resolvConf.servers()).isEmpty();
    }

    @Test
    void the_file_is_left_alone_between_two_checks(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("resolv.conf"), "nameserver 10.0.0.2\n");
        var resolvConf = new ResolvConf(path, Duration.ofHours(1));
        assertThat(resolvConf.servers()).hasSize(1);
        Files.delete(path);
        assertThat(resolvConf.servers()).hasSize(1);
    }
}
