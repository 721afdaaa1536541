package io.stackctl.node.control;

import io.stackctl.cluster.Bytes;
import io.stackctl.spec.ContentVersion;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the contents of secrets with a key of the cluster, and tells versions of contents apart.
 *
 * <p>Sealed form: 12 bytes of nonce, then AES-256-GCM of the content with the secret's name as associated data, so that
 * one secret's content cannot be put under another's name.
 */
public final class ContentVault {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final byte[] sealingKey;
    private final byte[] versionKey;

    /** @param contentKey the cluster's key, 32 bytes; each use has a key of its own made from it */
    public ContentVault(Bytes contentKey) {
        this.sealingKey = derived(contentKey, "seal secrets");
        this.versionKey = derived(contentKey, "version secrets");
    }

    /** A new key for a new cluster. */
    public static Bytes newKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Bytes.of(key);
    }

    public ContentVersion secretVersion(String name, byte[] content) {
        var mac = hmac(versionKey);
        mac.update(name.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return new ContentVersion(HexFormat.of().formatHex(mac.doFinal(content)));
    }

    public static ContentVersion configVersion(byte[] content) {
        try {
            return new ContentVersion(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public Bytes seal(String name, byte[] content) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(content);
            var whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return Bytes.of(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to seal", e);
        }
    }

    /** The content again; a sealed form that was changed, or is of another name or cluster, is a fault of ours. */
    public byte[] open(String name, Bytes sealed) {
        var whole = sealed.toArray();
        try {
            return cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(whole, NONCE))
                    .doFinal(whole, NONCE, whole.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("secret " + name + " cannot be opened with the cluster's key", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(sealingKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] derived(Bytes key, String use) {
        return hmac(key.toArray()).doFinal(use.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac hmac(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
