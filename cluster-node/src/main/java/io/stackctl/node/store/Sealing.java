package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import io.stackctl.node.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/*
 * AES-GCM with random nonces must not be used for more than 2^32 messages under one key, and a store that writes for
 * years gets there. So the key at rest never encrypts: each process derives keys from it with HKDF over a random salt,
 * and takes a new salt after SEALS_PER_KEY messages. The salt travels with the message.
 */
/** Encrypts and authenticates byte strings with AES-256-GCM. Safe for use by several threads. */
final class Sealing implements Sealings {
    static final int KEY_BYTES = 32;
    static final int ID_BYTES = 8;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** Of a key that is sealed with another. */
    static final int SEALED_KEY_BYTES = SALT_BYTES + NONCE_BYTES + KEY_BYTES + TAG_BITS / 8;

    private static final byte[] PURPOSE = "stackctl raft data".getBytes(StandardCharsets.US_ASCII);

    private record Derived(Bytes salt, SecretKey key) {}

    private final SecretKey root;
    private final byte[] id;
    private final SecureRandom random = new SecureRandom();
    private Optional<Derived> writing = Optional.empty();
    private long written;
    private Optional<Derived> reading = Optional.empty();

    Sealing(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        this.root = new SecretKeySpec(key, "HKDF");
        this.id = idOf(key);
    }

    /** Tells keys apart without telling anything of them. */
    byte[] id() {
        return id.clone();
    }

    @Override
    public Sealing current() {
        return this;
    }

    @Override
    public Optional<Sealing> byId(byte[] wanted) {
        return Arrays.equals(wanted, id) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public byte[] seal(long index, Encoder encoder) {
        return encoder.encode(this);
    }

    /** The plain text encrypted and bound to {@code context}, which has to be the same when it is opened. */
    byte[] seal(byte[] context, byte[] plain) {
        var derived = writingKey();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, derived, new GCMParameterSpec(TAG_BITS, nonce), context);
            var sealed = ByteBuffer.allocate(SALT_BYTES + NONCE_BYTES + cipher.getOutputSize(plain.length));
            sealed.put(derived.salt.toArray()).put(nonce);
            cipher.doFinal(ByteBuffer.wrap(plain), sealed);
            return sealed.array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("cannot seal", impossible);
        }
    }

    /** The plain text; empty when it was changed, is not whole, or belongs to another context or key. */
    Optional<byte[]> open(byte[] context, ByteBuffer sealed) {
        if (sealed.remaining() < SALT_BYTES + NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        var salt = new byte[SALT_BYTES];
        var nonce = new byte[NONCE_BYTES];
        sealed.get(salt).get(nonce);
        try {
            var parameters = new GCMParameterSpec(TAG_BITS, nonce);
            var cipher = cipher(Cipher.DECRYPT_MODE, readingKey(salt), parameters, context);
            var plain = ByteBuffer.allocate(cipher.getOutputSize(sealed.remaining()));
            cipher.doFinal(sealed, plain);
            return Optional.of(Arrays.copyOf(plain.array(), plain.position()));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("cannot open", impossible);
        }
    }

    private static Cipher cipher(int mode, Derived derived, AlgorithmParameterSpec parameters, byte[] context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, derived.key, parameters);
        cipher.updateAAD(context);
        return cipher;
    }

    private synchronized Derived writingKey() {
        if (writing.isEmpty() || written >= Limits.SEALS_PER_KEY) {
            var salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            writing = Optional.of(derive(salt));
            written = 0;
        }
        written++;
        return writing.get();
    }

    private synchronized Derived readingKey(byte[] salt) {
        if (reading.isEmpty() || !reading.get().salt.equals(Bytes.of(salt))) {
            reading = Optional.of(derive(salt));
        }
        return reading.get();
    }

    private Derived derive(byte[] salt) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract().addIKM(root).addSalt(salt).thenExpand(PURPOSE, KEY_BYTES);
            return new Derived(Bytes.of(salt), KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("cannot derive a key", impossible);
        }
    }

    private static byte[] idOf(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("stackctl key id".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(digest.digest(key), ID_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no SHA-256", impossible);
        }
    }
}
