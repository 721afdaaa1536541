package io.stackctl.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.node.Await;
import io.stackctl.node.EventLoops;
import io.stackctl.node.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TcpIngressTest {
    private static final IngressSettings SETTINGS = new IngressSettings(
            Duration.ofSeconds(1), Duration.ofSeconds(30), 10, 100, 50, 256 * 1024, Duration.ofSeconds(30), 10);

    private static final EventLoops LOOPS = EventLoops.start(2);

    private final int port = FreePorts.next();
    private IngressProxy proxy = new IngressProxy(LOOPS, SETTINGS);

    @AfterAll
    static void stopLoops() {
        LOOPS.close();
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    private Frontend frontend(Backend... backends) {
        return frontend(Optional.empty(), port, backends);
    }

    private static Frontend frontend(Optional<String> address, int port, Backend... backends) {
        return new Frontend(
                new PublishedPort(address.map(InetAddress::ofLiteral), port, Protocol.TCP),
                "shop_web",
                List.of(backends));
    }

    private void serve(Backend... backends) {
        assertThat(proxy.use(List.of(frontend(backends)))).isEmpty();
    }

    @Test
    void connections_go_to_each_backend_in_turn() throws IOException {
        try (var a = TestService.echo("a");
                var b = TestService.echo("b");
                var c = TestService.echo("c")) {
            serve(a.backend(), b.backend(), c.backend());
            var answers = new ArrayList<String>();
            for (int i = 0; i < 6; i++) {
                answers.add(TestClient.askOnce(port, "hello"));
            }
            assertThat(answers).containsExactly("a", "b", "c", "a", "b", "c");
        }
    }

    @Test
    void a_backend_that_refuses_is_followed_by_the_next_before_the_client_notices() throws IOException {
        try (var live = TestService.echo("live")) {
            serve(TestService.absent("gone"), TestService.absent("gone too"), live.backend());
            for (int i = 0; i < 6; i++) {
                assertThat(TestClient.askOnce(port, "hello " + i)).isEqualTo("live");
            }
        }
    }

    @Test
    void a_client_whose_every_backend_refuses_is_told_so_at_once() throws IOException {
        serve(TestService.absent("gone"), TestService.absent("gone too"));
        assertThatThrownBy(() -> TestClient.askOnce(port, "hello")).isInstanceOf(IOException.class);
        assertThat(proxy.openConnections("gone")).isZero();
    }

    @Test
    void a_swap_of_all_backends_under_load_loses_no_request() throws Exception {
        try (var a = TestService.echo("a");
                var b = TestService.echo("b");
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            serve(a.backend());
            var stop = new AtomicBoolean();
            Callable<Integer> load = () -> {
                int asked = 0;
                for (; !stop.get() || asked == 0; asked++) {
                    assertThat(TestClient.askOnce(port, "request " + asked)).isIn("a", "b");
                }
                return asked;
            };
            List<Future<Integer>> clients =
                    IntStream.range(0, 4).mapToObj(_ -> executor.submit(load)).toList();
            for (int i = 0; i < 200; i++) {
                serve(i % 2 == 0 ? b.backend() : a.backend());
                TestClient.askOnce(port, "between two swaps");
            }
            stop.set(true);
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
        }
    }

    @Test
    void a_live_connection_stays_with_its_backend_until_it_is_dropped() throws Exception {
        try (var a = TestService.echo("a");
                var b = TestService.echo("b")) {
            serve(a.backend());
            try (var old = new TestClient(port)) {
                assertThat(old.ask("first")).isEqualTo("a");
                serve(b.backend());
                assertThat(TestClient.askOnce(port, "new")).isEqualTo("b");
                assertThat(old.ask("still here")).isEqualTo("a");
                assertThat(proxy.openConnections("a")).isEqualTo(1);

                assertThat(proxy.use(List.of())).isEmpty();
                assertThat(old.ask("the port itself is gone")).isEqualTo("a");
                assertThatThrownBy(() -> new TestClient(port)).isInstanceOf(IOException.class);

                proxy.drop("a");
                assertThatThrownBy(() -> old.ask("cut")).isInstanceOf(IOException.class);
                Await.until("nothing is open to a", () -> proxy.openConnections("a") == 0);
            }
        }
    }

    @Test
    void connections_that_ended_are_no_longer_counted() throws Exception {
        try (var a = TestService.echo("a")) {
            serve(a.backend());
            try (var one = new TestClient(port);
                    var two = new TestClient(port)) {
                one.ask("x");
                two.ask("y");
                assertThat(proxy.openConnections("a")).isEqualTo(2);
            }
            Await.until("both are out of the count", () -> proxy.openConnections("a") == 0);
            Await.until("no bytes are held", () -> proxy.bufferedBytes() == 0);
        }
    }

    @Test
    void a_connection_is_held_until_there_is_a_first_backend() throws IOException {
        serve();
        try (var a = TestService.echo("a");
                var client = new TestClient(port)) {
            client.say("early");
            serve(a.backend());
            assertThat(client.hear()).isEqualTo("a early");
        }
    }

    @Test
    void a_held_connection_that_ended_its_input_early_loses_nothing() throws IOException {
        serve();
        try (var a = TestService.echo("a");
                var client = new TestClient(port)) {
            client.say("all that I have to say");
            client.socket().shutdownOutput();
            serve(a.backend());
            assertThat(client.hear()).isEqualTo("a all that I have to say");
            assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_connection_is_held_no_longer_than_the_limit() {
        proxy = new IngressProxy(LOOPS, settings(Duration.ofMillis(300), 10, 50));
        serve();
        assertThatThrownBy(() -> TestClient.askOnce(port, "nobody comes")).isInstanceOf(IOException.class);
    }

    @Test
    void no_more_connections_are_held_than_the_limit() throws Exception {
        proxy = new IngressProxy(LOOPS, settings(Duration.ofSeconds(30), 1, 50));
        serve();
        try (var a = TestService.echo("a");
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ExecutorCompletionService<String>(executor);
            clients.submit(() -> TestClient.askOnce(port, "x"));
            clients.submit(() -> TestClient.askOnce(port, "x"));
            Future<String> tooMany = clients.take();
            assertThatThrownBy(tooMany::get).hasCauseInstanceOf(IOException.class);
            serve(a.backend());
            assertThat(clients.take().get()).isEqualTo("a");
        }
    }

    @Test
    void a_held_connection_ends_when_its_port_is_no_longer_published() throws IOException {
        serve();
        try (var client = new TestClient(port)) {
            client.say("hello");
            proxy.use(List.of());
            assertThatThrownBy(client::hear).isInstanceOf(IOException.class);
        }
    }

    @Test
    void connections_beyond_the_limit_of_a_port_wait_for_their_turn() throws Exception {
        proxy = new IngressProxy(LOOPS, settings(Duration.ofSeconds(30), 10, 2));
        try (var a = TestService.echo("a")) {
            serve(a.backend());
            try (var first = new TestClient(port);
                    var second = new TestClient(port);
                    var third = new TestClient(port)) {
                assertThat(first.ask("1")).isEqualTo("a");
                assertThat(second.ask("2")).isEqualTo("a");
                third.say("3");
                assertThat(proxy.openConnections("a")).isEqualTo(2);
                first.socket().close();
                assertThat(third.hear()).isEqualTo("a 3");
            }
        }
    }

    private static IngressSettings settings(Duration hold, int held, int connectionsOfPort) {
        return new IngressSettings(
                SETTINGS.connectTimeout(),
                hold,
                held,
                SETTINGS.connections(),
                connectionsOfPort,
                SETTINGS.bufferedBytes(),
                SETTINGS.flowIdle(),
                SETTINGS.flowsOfPort());
    }

    @Test
    void a_connection_that_was_held_lives_on_when_the_time_to_hold_is_over() throws IOException {
        proxy = new IngressProxy(LOOPS, settings(Duration.ofMillis(300), 10, 50));
        int portWithoutBackends = FreePorts.next();
        var empty = frontend(Optional.empty(), portWithoutBackends);
        assertThat(proxy.use(List.of(frontend(), empty))).isEmpty();
        try (var a = TestService.echo("a");
                var early = new TestClient(port);
                var later = new TestClient(portWithoutBackends)) {
            early.say("x");
            assertThat(proxy.use(List.of(frontend(a.backend()), empty))).isEmpty();
            assertThat(early.hear()).isEqualTo("a x");
            assertThatThrownBy(() -> later.ask("my time is over, and with it that of the other"))
                    .isInstanceOf(IOException.class);
            assertThat(early.ask("y")).isEqualTo("a");
        }
    }

    @Test
    void many_slow_readers_together_hold_no_more_than_the_budget() throws Exception {
        int readers = 15;
        var chunk = new byte[16_384];
        try (var a = new TestService("a", client -> {
            // 16 MiB: more than the kernel's buffers of one connection take here.
            for (int i = 0; i < 1024; i++) {
                client.getOutputStream().write(chunk);
            }
        })) {
            serve(a.backend());
            var clients = new ArrayList<TestClient>();
            for (int i = 0; i < readers; i++) {
                clients.add(new TestClient(port));
            }
            Await.until("the budget is spent", () -> proxy.bufferedBytes() > SETTINGS.bufferedBytes());
            long most = SETTINGS.bufferedBytes() + readers * 16_384L;
            for (TestClient client : clients) {
                assertThat(proxy.bufferedBytes()).isLessThanOrEqualTo(most);
                assertThat(client.socket().getInputStream().readAllBytes()).hasSize(1024 * chunk.length);
                client.close();
            }
        }
        Await.until("nothing is held", () -> proxy.bufferedBytes() == 0);
    }

    @Test
    void the_jdks_own_sockets_do_as_well() throws Exception {
        try (var portable = EventLoops.startPortable(1);
                var a = TestService.echo("a")) {
            proxy = new IngressProxy(portable, SETTINGS);
            serve(a.backend());
            try (var client = new TestClient(port)) {
                assertThat(client.ask("hello")).isEqualTo("a");
                client.socket().shutdownOutput();
                assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
            }
            Await.until("nothing is open", () -> proxy.openConnections("a") == 0);
            proxy.close();
        }
    }
}
