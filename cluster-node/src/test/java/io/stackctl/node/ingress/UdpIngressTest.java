package io.stackctl.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.node.Await;
import io.stackctl.node.EventLoops;
import io.stackctl.node.FreePorts;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class UdpIngressTest {
    private static final EventLoops LOOPS = EventLoops.start(2);

    private final int port = FreePorts.next();
    private final List<Echo> echoes = new ArrayList<>();
    private IngressProxy proxy = proxy(LOOPS, Duration.ofSeconds(60), 100);

    private static IngressProxy proxy(EventLoops loops, Duration idle, int flows) {
        return new IngressProxy(
                loops, new IngressSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, 1, 1, idle, flows));
    }

    @AfterEach
    void closeAll() {
        proxy.close();
        echoes.forEach(Echo::close);
    }

    @AfterAll
    static void stopLoops() {
        LOOPS.close();
    }

    private void serve(Optional<String> address, Backend... backends) {
        var published = new PublishedPort(address.map(InetAddress::ofLiteral), port, Protocol.UDP);
        assertThat(proxy.use(List.of(new Frontend(published, "dns", List.of(backends)))))
                .isEmpty();
    }

    private void serve(Backend... backends) {
        serve(Optional.empty(), backends);
    }

    @Test
    void a_client_stays_with_its_backend_and_clients_take_turns() throws IOException {
        serve(echo("a"), echo("b"));
        try (var one = client("127.0.0.1");
                var two = client("127.0.0.1")) {
            String first = one.ask("x").backend();
            String second = two.ask("x").backend();
            assertThat(List.of(first, second)).containsExactlyInAnyOrder("a", "b");
            for (int i = 0; i < 5; i++) {
                assertThat(one.ask("x" + i).backend()).isEqualTo(first);
                assertThat(two.ask("y" + i).backend()).isEqualTo(second);
            }
        }
    }

    @Test
    void a_client_whose_backend_left_the_table_goes_to_another() throws IOException {
        Backend a = echo("a");
        Backend b = echo("b");
        serve(a);
        try (var client = client("127.0.0.1")) {
            assertThat(client.ask("x").backend()).isEqualTo("a");
            serve(b);
            assertThat(client.ask("y").backend()).isEqualTo("b");
            serve(a, b);
            assertThat(client.ask("z").backend()).as("it stays where it is").isEqualTo("b");
            proxy.drop("b");
            serve(a);
            assertThat(client.ask("z").backend()).isEqualTo("a");
        }
    }

    @Test
    void the_reply_comes_from_the_address_that_was_asked() throws IOException {
        serve(echo("a"));
        for (String address : List.of("127.0.0.1", "127.0.0.5", "127.0.0.6", "127.0.0.5")) {
            // A connected socket: the kernel drops what comes from elsewhere.
            try (var client = client(address)) {
                assertThat(client.ask("x").backend()).isEqualTo("a");
                assertThat(client.ask("y").backend()).isEqualTo("a");
            }
        }
    }

    @Test
    void ipv6_clients_are_served_too() throws IOException {
        serve(echo("a"));
        try (var client = client("::1")) {
            assertThat(client.ask("x").backend()).isEqualTo("a");
        } catch (SocketException failure) {
            Assumptions.abort("no IPv6 here: " + failure.getMessage());
        }
    }

    @Test
    void a_bind_address_is_the_only_one_that_is_served() throws IOException {
        serve(Optional.of("127.0.0.2"), echo("a"));
        try (var asked = client("127.0.0.2");
                var other = client("127.0.0.1")) {
            assertThat(asked.ask("x").backend()).isEqualTo("a");
            assertThat(other.tryAsk("x", Duration.ofMillis(200))).isEmpty();
        }
    }

    @Test
    void a_backend_that_is_not_there_loses_one_datagram_and_no_more() throws Exception {
        var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var absent = new Backend("absent", (InetSocketAddress) socket.getLocalSocketAddress());
        socket.close();
        serve(absent, echo("b"));
        try (var client = client("127.0.0.1")) {
            Await.until(
                    "the client reaches the other backend",
                    () -> client.tryAsk("x", Duration.ofMillis(100))
                            .map(Answer::backend)
                            .equals(Optional.of("b")));
        }
    }

    @Test
    void large_datagrams_arrive_whole() throws IOException {
        serve(echo("a"));
        try (var client = client("127.0.0.1")) {
            String text = "x".repeat(60_000);
            assertThat(client.ask(text).text()).isEqualTo(text);
        }
    }

    @Test
    void of_too_many_clients_the_one_silent_for_longest_is_forgotten() throws IOException {
        proxy.close();
        proxy = proxy(LOOPS, Duration.ofSeconds(60), 2);
        serve(echo("a"));
        try (var one = client("127.0.0.1");
                var two = client("127.0.0.1");
                var three = client("127.0.0.1")) {
            int portOfOne = one.ask("x").seenFrom();
            int portOfTwo = two.ask("x").seenFrom();
            assertThat(one.ask("y").seenFrom()).isEqualTo(portOfOne);
            three.ask("x");
            assertThat(one.ask("z").seenFrom()).as("was heard of late").isEqualTo(portOfOne);
            assertThat(two.ask("z").seenFrom()).as("made room").isNotEqualTo(portOfTwo);
        }
    }

    @Test
    void a_silent_client_is_forgotten() throws Exception {
        proxy.close();
        proxy = proxy(LOOPS, Duration.ofMillis(40), 100);
        serve(echo("a"));
        try (var client = client("127.0.0.1")) {
            int first = client.ask("x").seenFrom();
            Await.until(
                    "the client comes through another socket",
                    Duration.ofMillis(120),
                    () -> client.ask("y").seenFrom() != first);
        }
    }

    @Test
    void the_jdks_own_sockets_do_as_well() throws IOException {
        try (var portable = EventLoops.startPortable(1)) {
            proxy = proxy(portable, Duration.ofSeconds(60), 100);
            serve(echo("a"));
            try (var client = client("127.0.0.1")) {
                assertThat(client.ask("x").backend()).isEqualTo("a");
            }
            proxy.close();
        }
    }

    private Backend echo(String id) throws IOException {
        var echo = new Echo(id);
        echoes.add(echo);
        return new Backend(id, echo.address());
    }

    private Client client(String address) throws IOException {
        return new Client(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    /** Which backend answered what, and from which port it saw us ask. */
    private record Answer(String backend, int seenFrom, String text) {}

    /** Sends each datagram back with its own name and the sender's port before it. */
    private static final class Echo implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));

        Echo(String id) throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        var packet = new DatagramPacket(new byte[65_535], 65_535);
                        socket.receive(packet);
                        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                        byte[] answer = (id + " " + packet.getPort() + " " + text).getBytes(StandardCharsets.US_ASCII);
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                } catch (IOException _) {
                    // The test is over.
                }
            });
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final class Client implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket();

        Client(InetSocketAddress server) throws IOException {
            socket.connect(server);
        }

        Answer ask(String text) throws IOException {
            return tryAsk(text, Duration.ofSeconds(20))
                    .orElseThrow(() -> new AssertionError("no answer to " + text.substring(0, 1)));
        }

        Optional<Answer> tryAsk(String text, Duration limit) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            try {
                socket.setSoTimeout((int) limit.toMillis());
                socket.send(new DatagramPacket(bytes, bytes.length));
                socket.receive(packet);
            } catch (SocketTimeoutException | PortUnreachableException _) {
                return Optional.empty();
            }
            String[] parts =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII).split(" ", 3);
            return Optional.of(new Answer(parts[0], Integer.parseInt(parts[1]), parts[2]));
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
