package io.stackctl.road;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks a server over TCP until it is told to stop, over new connections and over connections that are kept, and counts
 * what fails. It uses nothing but the JDK, so that it runs in a container that only borrows the machine's. It writes its
 * counts into a folder, and ends when a file {@code stop} is there.
 */
final class LoadClient {
    private static final int THREADS_OF_A_KIND = 3;
    private static final int PAUSE_NEW_MS = 40;
    private static final int PAUSE_KEPT_MS = 20;
    /** A kept connection is left after so many requests, so that they are spread over all servers again. */
    private static final int REQUESTS_OF_CONNECTION = 100;

    private static final int LIMIT_MS = 5_000;
    private static final int FAILURES_TOLD = 200;

    private final String host;
    private final int port;
    private final Path folder;
    private final long started = System.nanoTime();
    private final Count fresh = new Count("new");
    private final Count kept = new Count("kept");
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private LoadClient(String host, int port, Path folder) {
        this.host = host;
        this.port = port;
        this.folder = folder;
    }

    /** How often a kind of request went well, and how often not. */
    private record Count(String kind, AtomicLong good, AtomicLong failed) {
        Count(String kind) {
            this(kind, new AtomicLong(), new AtomicLong());
        }
    }

    /** Arguments: host, port, folder. */
    public static void main(String[] arguments) throws Exception {
        // A name is asked for anew for every connection, as most programs do.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        new LoadClient(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2])).run();
    }

    private void run() throws IOException, InterruptedException {
        awaitServer();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS_OF_A_KIND; i++) {
            threads.add(Thread.ofPlatform().start(this::ask));
            threads.add(Thread.ofPlatform().start(this::askOverKept));
        }
        while (!Files.exists(folder.resolve("stop"))) {
            TimeUnit.MILLISECONDS.sleep(200);
            write();
        }
        stopped = true;
        for (var thread : threads) {
            thread.join();
        }
        write();
        Files.writeString(folder.resolve("ended"), "");
    }

    /** It may have been started before the server. */
    private void awaitServer() {
        for (boolean up = false; !up; ) {
            try (var connection = new Connection()) {
                connection.request(false);
                up = true;
            } catch (IOException notYet) {
                pause(PAUSE_NEW_MS);
            }
        }
    }

    private void ask() {
        while (!stopped) {
            long begun = System.nanoTime();
            try (var connection = new Connection()) {
                connection.request(false);
                fresh.good().incrementAndGet();
            } catch (IOException e) {
                failed(fresh, begun, e);
            }
            pause(PAUSE_NEW_MS);
        }
    }

    private void askOverKept() {
        while (!stopped) {
            long begun = System.nanoTime();
            try (var connection = new Connection()) {
                boolean open = true;
                for (int i = 0; open && !stopped && i < REQUESTS_OF_CONNECTION; i++) {
                    begun = System.nanoTime();
                    open = connection.request(true);
                    kept.good().incrementAndGet();
                    pause(PAUSE_KEPT_MS);
                }
            } catch (IOException e) {
                failed(kept, begun, e);
                pause(PAUSE_KEPT_MS);
            }
        }
    }

    private void failed(Count count, long begun, IOException why) {
        count.failed().incrementAndGet();
        if (failures.size() < FAILURES_TOLD) {
            failures.add(String.format(
                    Locale.ROOT,
                    "%.3f s %s: %s after %d ms",
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0,
                    count.kind(),
                    why,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis()));
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** In one step, so that a reader never sees half of it. */
    private void write() throws IOException {
        var lines = new ArrayList<String>();
        for (var count : List.of(fresh, kept)) {
            lines.add(count.kind() + ".good=" + count.good());
            lines.add(count.kind() + ".failed=" + count.failed());
        }
        failures.forEach(failure -> lines.add("# " + failure));
        var next = Files.write(folder.resolve("counts.next"), lines);
        Files.move(next, folder.resolve("counts"), StandardCopyOption.ATOMIC_MOVE);
    }

    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket();
        private final InputStream input;

        Connection() throws IOException {
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(LIMIT_MS);
                socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), LIMIT_MS);
                input = new BufferedInputStream(socket.getInputStream());
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }

        /** Whether the connection may be used again. */
        boolean request(boolean keep) throws IOException {
            var text = "GET / HTTP/1.1\r\nHost: " + host + "\r\n" + (keep ? "" : "Connection: close\r\n") + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            var status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered with " + status);
            }
            int length = 0;
            boolean open = keep;
            for (var header = line(); !header.isEmpty(); header = line()) {
                var lower = header.toLowerCase(Locale.ROOT);
                length = value(lower, "content-length:").map(Integer::parseInt).orElse(length);
                open &= !value(lower, "connection:").equals(Optional.of("close"));
            }
            if (input.readNBytes(length).length < length) {
                throw new EOFException("the body is cut off");
            }
            return open;
        }

        private static Optional<String> value(String header, String name) {
            return header.startsWith(name)
                    ? Optional.of(header.substring(name.length()).strip())
                    : Optional.empty();
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int next = input.read(); next != '\n'; next = input.read()) {
                if (next < 0) {
                    throw new EOFException(line.isEmpty() ? "closed without an answer" : "the answer is cut off");
                }
                line.append((char) next);
            }
            return line.toString().stripTrailing();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
