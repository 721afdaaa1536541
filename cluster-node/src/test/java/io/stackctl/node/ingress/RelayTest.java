package io.stackctl.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.node.Await;
import io.stackctl.node.EventLoops;
import io.stackctl.node.FreePorts;
import io.stackctl.node.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the two sides of a connection see of each other, on both kinds of sockets. */
@Timeout(60)
@ParameterizedClass
@MethodSource("transports")
final class RelayTest {
    private static final EventLoops NATIVE = EventLoops.start(2);
    private static final EventLoops PORTABLE = EventLoops.startPortable(2);
    private static final int LARGE = 32 << 20;

    private final int port = FreePorts.next();
    private final IngressProxy proxy;

    RelayTest(String transport) {
        proxy = new IngressProxy(transport.equals("native") ? NATIVE : PORTABLE, IngressSettings.standard());
    }

    static Stream<String> transports() {
        return Stream.of("native", "portable");
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @AfterAll
    static void stopLoops() {
        NATIVE.close();
        PORTABLE.close();
    }

    private void serve(TestService service) {
        var published = new PublishedPort(Optional.empty(), port, Protocol.TCP);
        assertThat(proxy.use(List.of(new Frontend(published, "shop_web", List.of(service.backend())))))
                .isEmpty();
    }

    @Test
    void a_client_that_ends_its_input_still_gets_the_whole_answer() throws IOException {
        byte[] answer = randomBytes(4 << 20);
        try (var service = new TestService("a", client -> {
                    int received = client.getInputStream().readAllBytes().length;
                    client.getOutputStream().write((received + "\n").getBytes(StandardCharsets.US_ASCII));
                    client.getOutputStream().write(answer);
                });
                var client = connect(service)) {
            client.getOutputStream().write(randomBytes(300_000));
            client.shutdownOutput();
            byte[] all = client.getInputStream().readAllBytes();
            assertThat(new String(all, 0, 7, StandardCharsets.US_ASCII)).isEqualTo("300000\n");
            assertThat(Arrays.copyOfRange(all, 7, all.length)).isEqualTo(answer);
        }
    }

    @Test
    void a_backend_that_ends_its_output_still_hears_the_client() throws Exception {
        var heard = new CompletableFuture<Integer>();
        try (var service = new TestService("a", backend -> {
                    backend.getOutputStream().write('x');
                    backend.shutdownOutput();
                    heard.complete(backend.getInputStream().readAllBytes().length);
                });
                var client = connect(service)) {
            assertThat(client.getInputStream().readAllBytes()).containsExactly('x');
            client.getOutputStream().write(randomBytes(100_000));
            client.shutdownOutput();
            assertThat(heard.get()).isEqualTo(100_000);
        }
        Await.until("the connection is over", () -> proxy.openConnections("a") == 0);
    }

    @Test
    void a_slow_reader_holds_the_writer_back_and_gets_every_byte() throws Exception {
        byte[] answer = randomBytes(LARGE);
        var written = new AtomicLong();
        try (var service = new TestService("a", backend -> write(backend.getOutputStream(), answer, written));
                var client = connect(service)) {
            InputStream in = client.getInputStream();
            in.readNBytes(1);
            // What the kernel's buffers take on the way is its own business; the proxy must stop at its bound.
            Await.until("the proxy holds all it may", () -> proxy.bufferedBytes() >= Limits.INGRESS_BUFFER_BYTES / 2);
            assertThat(proxy.bufferedBytes()).isLessThanOrEqualTo(Limits.INGRESS_BUFFER_BYTES + 64 * 1024);
            assertThat(written.get()).isLessThan(LARGE);

            byte[] rest = in.readAllBytes();
            assertThat(rest).isEqualTo(Arrays.copyOfRange(answer, 1, answer.length));
            assertThat(written.get()).isEqualTo(LARGE);
        }
        Await.until("nothing is held", () -> proxy.bufferedBytes() == 0);
    }

    @Test
    void an_upload_to_a_slow_backend_is_held_back_and_arrives_whole() throws Exception {
        byte[] upload = randomBytes(LARGE);
        var mayRead = new CountDownLatch(1);
        var received = new CompletableFuture<byte[]>();
        try (var service = new TestService("a", backend -> {
                    awaitUninterruptibly(mayRead);
                    received.complete(backend.getInputStream().readAllBytes());
                });
                var client = connect(service)) {
            var written = new AtomicLong();
            var writer = CompletableFuture.runAsync(() -> {
                try {
                    write(client.getOutputStream(), upload, written);
                    client.shutdownOutput();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            Await.until("the proxy holds all it may", () -> proxy.bufferedBytes() >= Limits.INGRESS_BUFFER_BYTES / 2);
            assertThat(written.get()).isLessThan(LARGE);
            mayRead.countDown();
            assertThat(received.get()).isEqualTo(upload);
            writer.get();
        }
    }

    @Test
    void a_backend_that_breaks_off_is_no_regular_end_for_the_client() throws IOException {
        try (var service = new TestService("a", backend -> {
                    backend.getInputStream().read();
                    backend.setSoLinger(true, 0);
                });
                var client = connect(service)) {
            client.getOutputStream().write('x');
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void a_client_that_breaks_off_is_no_regular_end_for_the_backend() throws Exception {
        var seen = new CompletableFuture<Object>();
        try (var service = new TestService("a", backend -> {
            try {
                backend.getOutputStream().write('x');
                seen.complete(backend.getInputStream().read());
            } catch (IOException failure) {
                seen.complete(failure);
            }
        })) {
            try (var client = connect(service)) {
                client.getInputStream().read();
                client.setSoLinger(true, 0);
            }
            assertThat(seen.get()).isInstanceOf(IOException.class);
        }
        Await.until("the connection is over", () -> proxy.openConnections("a") == 0);
    }

    private Socket connect(TestService service) throws IOException {
        serve(service);
        return new TestClient(port).socket();
    }

    private static void write(OutputStream out, byte[] bytes, AtomicLong written) throws IOException {
        for (int from = 0; from < bytes.length; from += 16_384) {
            int length = Math.min(16_384, bytes.length - from);
            out.write(bytes, from, length);
            written.addAndGet(length);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static byte[] randomBytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
