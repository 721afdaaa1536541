package io.stackctl.node.dns;

import io.netty.handler.codec.dns.DnsRecordType;
import io.stackctl.node.Limits;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the answers that we give ourselves. */
final class Messages {
    /**
     * Seconds that a client may keep an answer: it is good for the connection about to be made, so that after a change
     * of the table nobody connects to an address that has left it.
     */
    static final int TTL_SECONDS = 0;

    private static final int FLAG_RESPONSE = 0x8000;
    private static final int FLAG_AUTHORITATIVE = 0x0400;
    private static final int FLAG_TRUNCATED = 0x0200;
    private static final int FLAG_RECURSION_DESIRED = 0x0100;
    private static final int FLAG_RECURSION_AVAILABLE = 0x0080;
    private static final int POINTER_TO_QUESTION = 0xC000 | Query.HEADER_BYTES;
    private static final int RECORD_BYTES = 12;
    private static final int OPT_BYTES = 11;

    private Messages() {}

    /**
     * The addresses as A and AAAA records; as many as fit, and the mark "truncated" if not all do: resolvers that know
     * no TCP then still have some.
     */
    static byte[] addresses(Query query, List<InetAddress> addresses, int maxBytes) {
        ByteBuffer out = start(query, FLAG_AUTHORITATIVE, ResponseCode.NO_ERROR, maxBytes);
        int reserve = query.hasEdns() ? OPT_BYTES : 0;
        int written = 0;
        for (InetAddress address : addresses) {
            byte[] raw = address.getAddress();
            if (out.remaining() < RECORD_BYTES + raw.length + reserve) {
                out.putShort(2, (short) (out.getShort(2) | FLAG_TRUNCATED));
                break;
            }
            putRecord(out, address instanceof Inet4Address ? DnsRecordType.A : DnsRecordType.AAAA, raw);
            written++;
        }
        out.putShort(6, (short) written);
        return finish(query, out);
    }

    /** The name that a reverse lookup asked for. */
    static byte[] hostName(Query query, String name, int maxBytes) {
        byte[] encoded = encode(name);
        ByteBuffer out = start(query, FLAG_AUTHORITATIVE, ResponseCode.NO_ERROR, maxBytes);
        putRecord(out, DnsRecordType.PTR, encoded);
        out.putShort(6, (short) 1);
        return finish(query, out);
    }

    /** No records, only a code. */
    static byte[] empty(Query query, ResponseCode code) {
        return finish(query, start(query, 0, code, Query.PLAIN_ANSWER_BYTES));
    }

    /** No records and the mark "truncated": the client asks again over TCP. */
    static byte[] truncated(Query query) {
        return finish(query, start(query, FLAG_TRUNCATED, ResponseCode.NO_ERROR, Query.PLAIN_ANSWER_BYTES));
    }

    /** A header alone, for a message whose question we could not read. */
    static byte[] headerOnly(Received.Unanswerable message) {
        ByteBuffer out = ByteBuffer.allocate(Query.HEADER_BYTES);
        out.putShort((short) message.id());
        // The operation is echoed with the other bits that belong to the client.
        out.putShort((short)
                (FLAG_RESPONSE | (message.flags() & 0x7900) | message.code().number()));
        return out.array();
    }

    static byte[] withId(byte[] message, int id) {
        byte[] copy = message.clone();
        ByteBuffer.wrap(copy).putShort(0, (short) id);
        return copy;
    }

    static boolean isTruncated(byte[] message) {
        return (ByteBuffer.wrap(message).getShort(2) & FLAG_TRUNCATED) != 0;
    }

    private static ByteBuffer start(Query query, int flags, ResponseCode code, int maxBytes) {
        ByteBuffer out = ByteBuffer.allocate(maxBytes);
        int kept = query.flags() & FLAG_RECURSION_DESIRED;
        out.putShort((short) query.id());
        out.putShort((short) (FLAG_RESPONSE | FLAG_RECURSION_AVAILABLE | flags | kept | code.number()));
        out.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        return out.put(query.questionBytes());
    }

    private static void putRecord(ByteBuffer out, DnsRecordType type, byte[] value) {
        out.putShort((short) POINTER_TO_QUESTION).putShort((short) type.intValue());
        out.putShort((short) Query.CLASS_IN).putInt(TTL_SECONDS);
        out.putShort((short) value.length).put(value);
    }

    private static byte[] finish(Query query, ByteBuffer out) {
        if (query.hasEdns()) {
            // A client that speaks EDNS is told that we do, or it may not believe us next time (RFC 6891, 6.1.1).
            out.putShort(10, (short) 1);
            out.put((byte) 0).putShort((short) DnsRecordType.OPT.intValue());
            out.putShort((short) Limits.DNS_UDP_ANSWER_BYTES).putInt(0).putShort((short) 0);
        }
        return written(out);
    }

    private static byte[] written(ByteBuffer out) {
        var bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }

    private static byte[] encode(String name) {
        ByteBuffer out = ByteBuffer.allocate(name.length() + 2);
        for (String label : DnsTable.canonical(name).split("\\.", -1)) {
            out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        return written(out.put((byte) 0));
    }
}
