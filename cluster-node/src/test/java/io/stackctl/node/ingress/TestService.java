package io.stackctl.node.ingress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A task behind a published port: does with each connection what the test says. */
final class TestService implements AutoCloseable {
    private final ServerSocket socket;
    private final Backend backend;

    interface Conversation {
        void with(Socket client) throws IOException;
    }

    TestService(String id, Conversation conversation) throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
        backend = new Backend(id, (InetSocketAddress) socket.getLocalSocketAddress());
        Thread.ofVirtual().start(() -> accept(conversation));
    }

    /** Answers each line with its own name and the line. */
    static TestService echo(String id) throws IOException {
        return new TestService(id, client -> {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                client.getOutputStream().write((id + " " + line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    /** An address where nobody listens. */
    static Backend absent(String id) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return new Backend(id, (InetSocketAddress) socket.getLocalSocketAddress());
        }
    }

    private void accept(Conversation conversation) {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client, conversation));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void serve(Socket client, Conversation conversation) {
        try (client) {
            conversation.with(client);
        } catch (IOException _) {
            // The client went away; tests look at what the client saw.
        }
    }

    Backend backend() {
        return backend;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
