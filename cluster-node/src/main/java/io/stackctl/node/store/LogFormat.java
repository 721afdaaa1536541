package io.stackctl.node.store;

import io.stackctl.cluster.Transaction;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.TransactionCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What an entry of the log holds: the number of the format in two bytes, then the transaction. Snapshots use the same
 * numbers. A manager writes a format only when all of them read it, and stops at a higher one than it knows.
 */
public final class LogFormat {
    private static final int CURRENT = 1;

    /**
     * The highest format that this version reads; a node announces it in its description. The property is for tests of
     * upgrades: it makes this build one of another number.
     */
    public static final int HIGHEST = Integer.getInteger("stackctl.log-format", CURRENT);

    private LogFormat() {}

    /** {@code format}: what the cluster writes, which every manager reads. */
    static byte[] encode(Transaction transaction, int format) {
        var message = TransactionCodec.toBytes(transaction);
        return ByteBuffer.allocate(Short.BYTES + message.length)
                .putShort((short) format)
                .put(message)
                .array();
    }

    static Transaction decode(byte[] entry) throws DecodeException {
        if (entry.length < Short.BYTES) {
            throw new DecodeException("the entry is too short");
        }
        check(Short.toUnsignedInt(ByteBuffer.wrap(entry).getShort()), "the entry");
        return TransactionCodec.fromBytes(Arrays.copyOfRange(entry, Short.BYTES, entry.length));
    }

    static void check(int format, String what) throws DecodeException {
        if (format < 1) {
            throw new DecodeException(what + " is damaged: it has the format number " + format);
        }
        if (format > HIGHEST) {
            throw DecodeException.fromNewerVersion(what + " (format " + format + ")");
        }
    }
}
