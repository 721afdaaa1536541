package io.stackctl.node.store;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryDecoder;
import com.alipay.sofa.jraft.entity.codec.LogEntryEncoder;
import com.alipay.sofa.jraft.entity.codec.v2.LogEntryV2CodecFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;

/*
 *   1 byte    format of this envelope
 *   8 bytes   id of the key
 *   8 bytes   index
 *   8 bytes   term
 *   the rest  jraft's own form of the entry, sealed; all of the above is authenticated with it
 */
/**
 * Encrypts each entry of the log on its way to the disk, bound to its index and term. The key lies beside the data in a
 * file that only the owner reads: this protects copies of the log and of disks that come without the key, and nothing
 * more. Whoever reads the key reads the log.
 */
final class LogEncryption implements LogEntryCodecFactory {
    private static final byte ENVELOPE = 1;
    private static final int HEADER = 1 + Sealing.ID_BYTES + 2 * Long.BYTES;

    private final Sealings keys;
    private final Trouble trouble;

    LogEncryption(Sealings keys, Trouble trouble) {
        this.keys = keys;
        this.trouble = trouble;
    }

    @Override
    public LogEntryEncoder encoder() {
        var plain = LogEntryV2CodecFactory.getInstance().encoder();
        return entry ->
                keys.seal(entry.getId().getIndex(), sealing -> encode(sealing, entry.getId(), plain.encode(entry)));
    }

    private static byte[] encode(Sealing sealing, LogId id, byte[] entry) {
        var header = ByteBuffer.allocate(HEADER)
                .put(ENVELOPE)
                .put(sealing.id())
                .putLong(id.getIndex())
                .putLong(id.getTerm())
                .array();
        var sealed = sealing.seal(header, entry);
        return ByteBuffer.allocate(HEADER + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    /** Fails loudly where jraft's own decoders return nothing: jraft would log a configuration entry away, and go on. */
    @Override
    public LogEntryDecoder decoder() {
        var plain = LogEntryV2CodecFactory.getInstance().decoder();
        return bytes -> {
            try {
                return decode(bytes, plain);
            } catch (StoreException unreadable) {
                throw trouble.failing(unreadable);
            }
        };
    }

    private LogEntry decode(byte[] bytes, LogEntryDecoder plain) throws StoreException {
        if (bytes.length < HEADER) {
            throw new StoreException("an entry of the log is damaged: it has " + bytes.length + " bytes");
        }
        var buffer = ByteBuffer.wrap(bytes);
        int envelope = Byte.toUnsignedInt(buffer.get());
        if (envelope > ENVELOPE) {
            throw new StoreException("the log was written by a newer version of stackctl (envelope " + envelope
                    + "): upgrade this node");
        }
        var key = new byte[Sealing.ID_BYTES];
        buffer.get(key);
        long index = buffer.getLong();
        long term = buffer.getLong();
        var sealing = keys.byId(key);
        if (envelope < ENVELOPE || sealing.isEmpty()) {
            throw new StoreException("entry " + index + " of the log is damaged, or sealed with another key than the "
                    + "one beside it: restore the data folder from one copy");
        }
        var entry = sealing.get().open(Arrays.copyOf(bytes, HEADER), buffer).map(plain::decode);
        if (entry.isEmpty()
                || entry.get().getId().getIndex() != index
                || entry.get().getId().getTerm() != term) {
            throw new StoreException("entry " + index + " of the log is damaged: restore the data folder from a copy");
        }
        return entry.get();
    }
}
