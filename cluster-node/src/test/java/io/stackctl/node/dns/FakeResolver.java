package io.stackctl.node.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A resolver of the host that says what a test wants, and keeps what it was asked. */
final class FakeResolver implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final BlockingQueue<byte[]> asked = new LinkedBlockingQueue<>();

    /** Each question is answered with all datagrams of the list, in this order. */
    FakeResolver(InetSocketAddress address, Function<byte[], List<byte[]>> overUdp, Function<byte[], byte[]> overTcp)
            throws IOException {
        udp = new DatagramSocket(address);
        tcp = new ServerSocket(address.getPort(), 50, address.getAddress());
        Thread.ofVirtual().start(() -> untilClosed(() -> answerUdp(overUdp)));
        Thread.ofVirtual().start(() -> untilClosed(() -> answerTcp(overTcp)));
    }

    /** Over TCP it gives each question back, which is no answer. */
    static FakeResolver overUdp(InetSocketAddress address, Function<byte[], List<byte[]>> answers) throws IOException {
        return new FakeResolver(address, answers, query -> query);
    }

    static FakeResolver silent(InetSocketAddress address) throws IOException {
        return overUdp(address, _ -> List.of());
    }

    static FakeResolver saying(InetSocketAddress address, String ip) throws IOException {
        return new FakeResolver(address, query -> List.of(addressAnswer(query, ip)), query -> addressAnswer(query, ip));
    }

    /** An answer with one A record to a question without further records. */
    static byte[] addressAnswer(byte[] query, String ip) {
        byte[] answer = Arrays.copyOf(query, query.length + 16);
        answer[2] |= (byte) 0x80;
        answer[7] = 1;
        byte[] record = {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4};
        System.arraycopy(record, 0, answer, query.length, record.length);
        System.arraycopy(InetAddress.ofLiteral(ip).getAddress(), 0, answer, query.length + 12, 4);
        return answer;
    }

    /** The question alone, with these bits in the two flag bytes. */
    static byte[] bare(byte[] query, int flags) {
        byte[] answer = query.clone();
        answer[2] = (byte) (flags >> 8);
        answer[3] = (byte) flags;
        return answer;
    }

    /** The questions that came as datagrams, and were not taken out yet. */
    BlockingQueue<byte[]> asked() {
        return asked;
    }

    private void answerUdp(Function<byte[], List<byte[]>> answers) throws IOException {
        var packet = new DatagramPacket(new byte[4096], 4096);
        udp.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        asked.add(query);
        for (byte[] answer : answers.apply(query)) {
            udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
    }

    private void answerTcp(Function<byte[], byte[]> answer) throws IOException {
        try (var socket = tcp.accept()) {
            var in = new DataInputStream(socket.getInputStream());
            var query = new byte[in.readUnsignedShort()];
            in.readFully(query);
            byte[] bytes = answer.apply(query);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void untilClosed(Step step) {
        try {
            while (true) {
                step.run();
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
