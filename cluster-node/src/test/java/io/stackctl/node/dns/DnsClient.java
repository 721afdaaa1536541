package io.stackctl.node.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsOptEcsRecord;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsPtrRecord;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks a name server as a container would; messages are written and read by netty's codec, not by our own code. */
record DnsClient(InetAddress from, InetSocketAddress server) {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** An answer, in the words of the tests. */
    record Answer(int code, boolean truncated, List<String> values, int bytes) {
        static Answer none(int code) {
            return new Answer(code, false, List.of(), 0);
        }

        Answer withoutSize() {
            return new Answer(code, truncated, values, 0);
        }
    }

    Answer ask(String name, DnsRecordType type) throws IOException {
        return decode(exchange(query(7, name, type, 0)));
    }

    Answer askWithEdns(String name, DnsRecordType type, int payload) throws IOException {
        return decode(exchange(query(7, name, type, payload)));
    }

    Answer askOverTcp(String name, DnsRecordType type) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server);
            byte[] query = query(7, name, type, 0);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(query.length);
            out.write(query);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return decode(answer);
        }
    }

    byte[] exchange(byte[] query) throws IOException {
        try (var socket = open()) {
            send(socket, query);
            return receive(socket);
        }
    }

    DatagramSocket open() throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(from, 0));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(server);
        return socket;
    }

    static void send(DatagramSocket socket, byte[] message) throws IOException {
        socket.send(new java.net.DatagramPacket(message, message.length));
    }

    static byte[] receive(DatagramSocket socket) throws IOException {
        var packet = new java.net.DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    static byte[] query(int id, String name, DnsRecordType type, int ednsPayload) {
        var local = InetSocketAddress.createUnresolved("client", 1);
        var query = new DatagramDnsQuery(local, local, id);
        query.setRecursionDesired(true);
        query.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(name, type));
        if (ednsPayload > 0) {
            query.addRecord(DnsSection.ADDITIONAL, new DefaultDnsOptEcsRecord(ednsPayload, SocketProtocolFamily.INET));
        }
        var channel = new EmbeddedChannel(new DatagramDnsQueryEncoder());
        channel.writeOutbound(query);
        DatagramPacket packet = channel.readOutbound();
        try {
            return ByteBufUtil.getBytes(packet.content());
        } finally {
            packet.release();
        }
    }

    static Answer decode(byte[] message) throws UnknownHostException {
        var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        var channel = new EmbeddedChannel(new DatagramDnsResponseDecoder());
        channel.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(message), local, local));
        DnsResponse response = channel.readInbound();
        var values = new ArrayList<String>();
        for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
            values.add(value(response.recordAt(DnsSection.ANSWER, i)));
        }
        var answer =
                new Answer(response.code().intValue(), response.isTruncated(), List.copyOf(values), message.length);
        response.release();
        return answer;
    }

    private static String value(DnsRecord record) throws UnknownHostException {
        if (record instanceof DnsPtrRecord pointer) {
            return pointer.hostname();
        }
        ByteBuf content = ((DnsRawRecord) record).content();
        return InetAddress.getByAddress(ByteBufUtil.getBytes(content)).getHostAddress();
    }
}
