package io.stackctl.node.dns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is asked for.
 *
 * @param name lower-case, labels joined by dots, no dot at the end; a dot inside of a label is written {@code \.}, so
 *     that it never equals a name of ours
 * @param type record type number
 * @param recordClass class number, 1 for the internet
 * @param end offset behind the question in its message
 */
record Question(String name, int type, int recordClass, int end) {
    private static final int NAME_BYTES = 255;
    private static final int LABEL_BYTES = 63;

    /** Reads the question at the buffer's position and moves behind it; empty if the bytes are no question. */
    static Optional<Question> read(ByteBuffer in) {
        var name = new StringBuilder();
        int start = in.position();
        while (in.hasRemaining()) {
            int length = Byte.toUnsignedInt(in.get());
            if (length == 0) {
                return in.remaining() >= 4 ? Optional.of(end(name.toString(), in)) : Optional.empty();
            }
            // Longer means a pointer: there is nothing before a question that it could point to.
            if (length > LABEL_BYTES || length > in.remaining() || in.position() - start + length > NAME_BYTES) {
                return Optional.empty();
            }
            var label = new byte[length];
            in.get(label);
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(label, StandardCharsets.ISO_8859_1).replace(".", "\\."));
        }
        return Optional.empty();
    }

    private static Question end(String name, ByteBuffer in) {
        int type = Short.toUnsignedInt(in.getShort());
        int recordClass = Short.toUnsignedInt(in.getShort());
        return new Question(DnsTable.canonical(name), type, recordClass, in.position());
    }

    boolean isInternet() {
        return recordClass == Query.CLASS_IN || recordClass == Query.CLASS_ANY;
    }
}
