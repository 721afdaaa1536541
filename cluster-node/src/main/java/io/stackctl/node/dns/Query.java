package io.stackctl.node.dns;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One question as it came in. Messages are kept as bytes and not as netty's decoded records, because those lose the
 * compressed names inside of SOA, MX or SRV data, and what we forward must arrive unchanged.
 */
final class Query implements Received {
    static final int HEADER_BYTES = 12;
    static final int CLASS_IN = 1;
    static final int CLASS_ANY = 255;

    /** The UDP answer that a client without EDNS takes (RFC 1035, 4.2.1). */
    static final int PLAIN_ANSWER_BYTES = 512;

    private static final int TYPE_OPT = 41;
    private static final int FLAGS_RESPONSE = 0x8000;
    private static final int FLAGS_OPCODE = 0x7800;

    private final byte[] bytes;
    private final Question question;
    private final Optional<Integer> ednsBytes;

    private Query(byte[] bytes, Question question, Optional<Integer> ednsBytes) {
        this.bytes = bytes;
        this.question = question;
        this.ednsBytes = ednsBytes;
    }

    /** Reads a message of a client; never throws, whatever the bytes are. */
    static Received read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return new Received.Noise();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int id = Short.toUnsignedInt(in.getShort());
        int flags = Short.toUnsignedInt(in.getShort());
        if ((flags & FLAGS_RESPONSE) != 0) {
            // Answering answers is how two name servers end up talking to each other for ever.
            return new Received.Noise();
        }
        if ((flags & FLAGS_OPCODE) != 0) {
            return new Received.Unanswerable(id, flags, ResponseCode.NOT_IMPLEMENTED);
        }
        int questions = Short.toUnsignedInt(in.getShort());
        int others = Short.toUnsignedInt(in.getShort()) + Short.toUnsignedInt(in.getShort());
        int additional = Short.toUnsignedInt(in.getShort());
        Optional<Question> question = questions == 1 ? Question.read(in) : Optional.empty();
        if (question.isEmpty()) {
            return new Received.Unanswerable(id, flags, ResponseCode.FORMAT_ERROR);
        }
        Optional<Integer> edns = others == 0 ? ednsBytes(in, additional) : Optional.empty();
        return new Query(bytes, question.get(), edns);
    }

    private static Optional<Integer> ednsBytes(ByteBuffer in, int records) {
        // An OPT record belongs to the root name; any other first name ends the search.
        for (int i = 0; i < records && in.remaining() >= 11 && in.get() == 0; i++) {
            int type = Short.toUnsignedInt(in.getShort());
            int size = Short.toUnsignedInt(in.getShort());
            in.getInt();
            int length = Short.toUnsignedInt(in.getShort());
            if (length > in.remaining()) {
                return Optional.empty();
            }
            if (type == TYPE_OPT) {
                return Optional.of(size);
            }
            in.position(in.position() + length);
        }
        return Optional.empty();
    }

    int id() {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(0));
    }

    int flags() {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2));
    }

    Question question() {
        return question;
    }

    boolean hasEdns() {
        return ednsBytes.isPresent();
    }

    /** The largest answer over UDP that this client takes, within our own bound. */
    int udpAnswerBytes(int bound) {
        return Math.clamp(ednsBytes.orElse(PLAIN_ANSWER_BYTES), PLAIN_ANSWER_BYTES, bound);
    }

    /** The question section as it was written, with its letters' case. */
    byte[] questionBytes() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES, question.end());
    }

    /** The whole message under another id. */
    byte[] withId(int id) {
        return Messages.withId(bytes, id);
    }
}
