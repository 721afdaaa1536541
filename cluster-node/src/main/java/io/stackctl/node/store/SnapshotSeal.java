package io.stackctl.node.store;

import com.google.protobuf.ByteString;
import io.stackctl.cluster.Bytes;
import io.stackctl.node.store.transport.SnapshotTransit;
import io.stackctl.wire.DecodeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/*
 *   2 bytes   format number, as of LogFormat
 *   8 bytes   id of this manager's key
 *   76 bytes  the file's own key, sealed with this manager's key
 *
 * Every snapshot has a key of its own, which lies sealed in its header. So a snapshot goes to another manager without
 * anything being encrypted anew: the sender opens the file's key, it travels inside the encrypted connection, and the
 * receiver seals it with its own before the first byte is on its disk. On the way the header is as long as it was: no
 * id, and the file's key in clear, filled up with zeros.
 */
/** The header of a snapshot: who can read it. */
final class SnapshotSeal implements SnapshotTransit {
    static final int HEADER = Short.BYTES + Sealing.ID_BYTES + Sealing.SEALED_KEY_BYTES;
    private static final int KEY_AT = Short.BYTES + Sealing.ID_BYTES;
    private static final byte[] CONTEXT = "stackctl snapshot key".getBytes(StandardCharsets.US_ASCII);

    private final Sealings manager;
    private final String file;

    /** @param file the name of the file in a snapshot that begins with such a header */
    SnapshotSeal(Sealings manager, String file) {
        this.manager = manager;
        this.file = file;
    }

    /** A header, and what the rest of its file is sealed with. */
    record Sealed(Bytes header, Sealing rest) {}

    /** For a new file. {@code format}: of what it will hold. */
    Sealed create(int format) {
        var key = new byte[Sealing.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Sealed(Bytes.of(header((short) format, key)), new Sealing(key));
    }

    Sealed open(byte[] header) throws DecodeException {
        LogFormat.check(Short.toUnsignedInt(ByteBuffer.wrap(header).getShort()), "it");
        if (manager.byId(sealedWith(header)).isEmpty()) {
            throw new DecodeException("it is sealed with another key than the one beside it");
        }
        var key = key(header).orElseThrow(() -> new DecodeException("its header is damaged"));
        return new Sealed(Bytes.of(header), new Sealing(key));
    }

    private Optional<byte[]> key(byte[] header) {
        return manager.byId(sealedWith(header))
                .flatMap(by -> by.open(CONTEXT, ByteBuffer.wrap(header, KEY_AT, Sealing.SEALED_KEY_BYTES)));
    }

    /** The id of the manager's key in a header. */
    static byte[] sealedWith(byte[] header) {
        return Arrays.copyOfRange(header, Short.BYTES, KEY_AT);
    }

    private byte[] header(short format, byte[] key) {
        var by = manager.current();
        return ByteBuffer.allocate(HEADER)
                .putShort(format)
                .put(by.id())
                .put(by.seal(CONTEXT, key))
                .array();
    }

    @Override
    public Optional<ByteString> leaving(String name, long offset, ByteString piece) {
        if (!name.equals(file) || offset > 0) {
            return Optional.of(piece);
        }
        if (piece.size() < HEADER) {
            return Optional.empty();
        }
        var header = piece.substring(0, HEADER).toByteArray();
        return key(header).map(key -> {
            var open = ByteBuffer.allocate(HEADER)
                    .put(header, 0, Short.BYTES)
                    .position(KEY_AT)
                    .put(key)
                    .array();
            return ByteString.copyFrom(open).concat(piece.substring(HEADER));
        });
    }

    @Override
    public Optional<ByteString> arriving(String name, long offset, ByteString piece) {
        if (!name.equals(file) || offset > 0) {
            return Optional.of(piece);
        }
        if (piece.size() < HEADER) {
            return Optional.empty();
        }
        var open = piece.substring(0, HEADER).toByteArray();
        var key = Arrays.copyOfRange(open, KEY_AT, KEY_AT + Sealing.KEY_BYTES);
        var sealed = header(ByteBuffer.wrap(open).getShort(), key);
        return Optional.of(ByteString.copyFrom(sealed).concat(piece.substring(HEADER)));
    }
}
