package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Opens the data keys of a locked manager. In docker's shape: {@code SWMKEY-1-} and the key in base 64.
 *
 * @param key {@link Sealing#KEY_BYTES} bytes
 */
public record UnlockKey(Bytes key) {
    private static final String PREFIX = "SWMKEY-1-";

    public UnlockKey {
        if (key.size() != Sealing.KEY_BYTES) {
            throw new IllegalArgumentException("an unlock key has " + Sealing.KEY_BYTES + " bytes");
        }
    }

    /** A key nobody has yet. */
    public static UnlockKey create() {
        return new UnlockKey(Bytes.of(random()));
    }

    static byte[] random() {
        var key = new byte[Sealing.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Empty when it is not an unlock key. */
    public static Optional<UnlockKey> parse(String text) {
        var line = text.strip();
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            var key = Base64.getDecoder().decode(line.substring(PREFIX.length()));
            return key.length == Sealing.KEY_BYTES ? Optional.of(new UnlockKey(Bytes.of(key))) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** As people keep it. */
    public String text() {
        return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(key.toArray());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
