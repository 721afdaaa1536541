package io.stackctl.node.ingress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of a published port. */
final class TestClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final BufferedReader in;

    TestClient(String address, int port) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), TIMEOUT_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    TestClient(int port) throws IOException {
        this("127.0.0.1", port);
    }

    Socket socket() {
        return socket;
    }

    void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line of the answer. */
    String hear() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the connection ended without an answer");
        }
        return line;
    }

    /** Says a line and gives the id of the backend that answered it rightly. */
    String ask(String line) throws IOException {
        say(line);
        String[] answer = hear().split(" ", 2);
        if (!answer[1].equals(line)) {
            throw new IOException("asked " + line + ", heard " + answer[1]);
        }
        return answer[0];
    }

    /** One question on a connection of its own. */
    static String askOnce(int port, String line) throws IOException {
        try (var client = new TestClient(port)) {
            return client.ask(line);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
