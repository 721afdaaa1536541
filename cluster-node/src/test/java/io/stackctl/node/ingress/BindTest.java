package io.stackctl.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.stackctl.node.EventLoops;
import io.stackctl.node.FreePorts;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BindTest {
    private static final EventLoops LOOPS = EventLoops.start(1);

    private final int port = FreePorts.next();
    private final IngressProxy proxy = new IngressProxy(LOOPS, IngressSettings.standard());

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @AfterAll
    static void stopLoops() {
        LOOPS.close();
    }

    private static PublishedPort tcp(int port) {
        return new PublishedPort(Optional.empty(), port, Protocol.TCP);
    }

    private static PublishedPort udp(int port) {
        return new PublishedPort(Optional.empty(), port, Protocol.UDP);
    }

    private static PublishedPort tcp(String address, int port) {
        return new PublishedPort(Optional.of(InetAddress.ofLiteral(address)), port, Protocol.TCP);
    }

    private static Frontend frontend(PublishedPort port, String service, TestService... services) {
        return new Frontend(
                port,
                service,
                List.of(services).stream().map(TestService::backend).toList());
    }

    private static String byUs() {
        return " by java (pid " + ProcessHandle.current().pid() + ")";
    }

    @Test
    void a_port_in_use_is_reported_and_the_others_are_served() throws IOException {
        int taken = FreePorts.next();
        try (var a = TestService.echo("a")) {
            List<Frontend> frontends = List.of(frontend(tcp(taken), "shop_api", a), frontend(tcp(port), "shop_web", a));
            try (var other = new ServerSocket(taken)) {
                assertThat(proxy.use(frontends))
                        .containsExactly(new BindFailure(
                                tcp(other.getLocalPort()),
                                "shop_api",
                                "port " + taken + "/tcp is in use (0.0.0.0)" + byUs()));
                assertThat(TestClient.askOnce(port, "hello")).isEqualTo("a");
            }
            assertThat(proxy.use(frontends))
                    .as("tried again with the next call")
                    .isEmpty();
            assertThat(TestClient.askOnce(taken, "hello")).isEqualTo("a");
        }
    }

    @Test
    void a_udp_port_in_use_is_reported_and_does_not_touch_tcp() throws IOException {
        try (var other = new DatagramSocket(port)) {
            assertThat(proxy.use(List.of(frontend(udp(port), "dns"), frontend(tcp(port), "dns"))))
                    .extracting(BindFailure::reason)
                    .containsExactly("port " + other.getLocalPort() + "/udp is in use (0.0.0.0)" + byUs());
        }
    }

    @Test
    void a_udp_socket_of_another_program_that_shares_is_found_as_well() throws IOException {
        try (var other = new DatagramSocket(null)) {
            other.setReuseAddress(true);
            other.bind(udp(port).socketAddress());
            assertThat(proxy.use(List.of(frontend(udp(port), "dns")))).hasSize(1);
        }
    }

    @Test
    void an_address_that_this_node_does_not_have_is_named() {
        assertThat(proxy.use(List.of(frontend(tcp("192.0.2.1", port), "shop_web"))))
                .extracting(BindFailure::reason)
                .containsExactly("port " + port + "/tcp: this node has no address 192.0.2.1");
    }

    @Test
    void a_port_that_two_services_want_goes_to_the_first_and_the_other_hears_whose_it_is() {
        assertThat(proxy.use(List.of(
                        frontend(tcp(port), "shop_web"),
                        frontend(tcp(port), "blog_web"),
                        frontend(tcp("127.0.0.1", port), "admin"))))
                .extracting(BindFailure::service, BindFailure::reason)
                .containsExactlyInAnyOrder(
                        tuple("blog_web", "port " + port + "/tcp is published by service shop_web (0.0.0.0)"),
                        tuple("admin", "port " + port + "/tcp is published by service shop_web (0.0.0.0)"));
    }

    @Test
    void a_bind_address_is_the_only_one_that_is_listened_on() throws IOException {
        try (var a = TestService.echo("a");
                var b = TestService.echo("b")) {
            assertThat(proxy.use(List.of(
                            frontend(tcp("127.0.0.1", port), "local", a),
                            frontend(tcp("127.0.0.2", port), "other", b))))
                    .isEmpty();
            assertThat(ask("127.0.0.1")).isEqualTo("a");
            assertThat(ask("127.0.0.2")).isEqualTo("b");
            assertThatThrownBy(() -> ask("127.0.0.3")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask("::1")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void without_a_bind_address_every_address_answers() throws IOException {
        try (var a = TestService.echo("a")) {
            assertThat(proxy.use(List.of(frontend(tcp(port), "shop_web", a)))).isEmpty();
            assertThat(ask("127.0.0.1")).isEqualTo("a");
            assertThat(ask("127.0.0.7")).isEqualTo("a");
            if (hasIpv6()) {
                assertThat(ask("::1")).isEqualTo("a");
            }
        }
    }

    @Test
    void one_table_may_move_a_port_between_all_addresses_and_one() throws IOException {
        try (var a = TestService.echo("a")) {
            assertThat(proxy.use(List.of(frontend(tcp(port), "shop_web", a)))).isEmpty();
            assertThat(ask("127.0.0.2")).isEqualTo("a");
            assertThat(proxy.use(List.of(frontend(tcp("127.0.0.1", port), "shop_web", a))))
                    .isEmpty();
            assertThat(ask("127.0.0.1")).isEqualTo("a");
            assertThatThrownBy(() -> ask("127.0.0.2")).isInstanceOf(IOException.class);
            assertThat(proxy.use(List.of(frontend(tcp(port), "shop_web", a)))).isEmpty();
            assertThat(ask("127.0.0.2")).isEqualTo("a");
        }
    }

    @Test
    void a_probe_tells_a_free_port_from_a_taken_one_and_counts_our_own_as_free() throws IOException {
        assertThat(Ports.probe(tcp(port))).isEmpty();
        assertThat(Ports.probe(udp(port))).isEmpty();
        try (var tcp = new ServerSocket(port);
                var udp = new DatagramSocket(port)) {
            assertThat(Ports.probe(tcp(tcp.getLocalPort())))
                    .contains("port " + port + "/tcp is in use (0.0.0.0)" + byUs());
            assertThat(Ports.probe(udp(udp.getLocalPort())))
                    .contains("port " + port + "/udp is in use (0.0.0.0)" + byUs());
            assertThat(proxy.probe(tcp(port))).isPresent();
        }
        assertThat(proxy.use(List.of(frontend(tcp(port), "shop_web"), frontend(udp(port), "dns"))))
                .isEmpty();
        assertThat(Ports.probe(tcp(port))).isPresent();
        assertThat(Ports.probe(udp(port))).isPresent();
        assertThat(proxy.probe(tcp(port))).isEmpty();
        assertThat(proxy.probe(udp(port))).isEmpty();
        assertThat(proxy.listening()).containsExactlyInAnyOrder(tcp(port), udp(port));
    }

    private String ask(String address) throws IOException {
        try (var client = new TestClient(address, port)) {
            return client.ask("hello");
        }
    }

    private static boolean hasIpv6() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
