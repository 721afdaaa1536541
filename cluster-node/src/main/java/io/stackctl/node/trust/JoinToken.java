package io.stackctl.node.trust;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Trust;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a machine needs to become a node: the digest of the cluster's root, by which it knows the managers, and a secret,
 * by which they know it. In docker's shape: {@code SWMTKN-1-DIGEST-SECRET}, both in base 36.
 *
 * @param digest SHA-256 of the root's PEM, 50 characters
 * @param secret 16 random bytes, 25 characters
 */
public record JoinToken(String digest, String secret) {
    private static final String PREFIX = "SWMTKN-1-";
    private static final int DIGEST_LENGTH = 50;
    private static final int SECRET_LENGTH = 25;
    private static final int SECRET_BYTES = 16;
    private static final int RADIX = 36;
    private static final Pattern SHAPE =
            Pattern.compile(PREFIX + "([0-9a-z]{" + DIGEST_LENGTH + "})-([0-9a-z]{" + SECRET_LENGTH + "})");

    /** Empty when it is not a join token. */
    public static Optional<JoinToken> parse(String text) {
        var matcher = SHAPE.matcher(text.strip());
        return matcher.matches() ? Optional.of(new JoinToken(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The token with which a machine joins that cluster in that role. */
    public static JoinToken of(Trust trust, Node.Role role) {
        var secret = new String(trust.secret(role).toArray(), StandardCharsets.US_ASCII);
        return new JoinToken(base36(sha256(trust.root()), DIGEST_LENGTH), secret);
    }

    /** A secret nobody has yet. */
    public static Bytes newSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Bytes.of(base36(bytes, SECRET_LENGTH).getBytes(StandardCharsets.US_ASCII));
    }

    /** What whoever brings this token may become; takes the same time for every wrong one. */
    public Optional<Node.Role> roleIn(Trust trust) {
        var brought = secret.getBytes(StandardCharsets.US_ASCII);
        boolean manager = MessageDigest.isEqual(brought, trust.managerSecret().toArray());
        boolean worker = MessageDigest.isEqual(brought, trust.workerSecret().toArray());
        boolean sameRoot = MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII),
                base36(sha256(trust.root()), DIGEST_LENGTH).getBytes(StandardCharsets.US_ASCII));
        if (!sameRoot) {
            return Optional.empty();
        }
        return manager ? Optional.of(Node.Role.MANAGER) : worker ? Optional.of(Node.Role.WORKER) : Optional.empty();
    }

    /**
     * Checks that a root is the one that the token speaks of.
     *
     * @throws TrustException it is another
     */
    public void checkRoot(String root) throws TrustException {
        if (!base36(sha256(root), DIGEST_LENGTH).equals(digest)) {
            var expected = "%064x".formatted(new BigInteger(digest, RADIX));
            throw new TrustException("remote CA does not match fingerprint. Expected: " + expected);
        }
    }

    /** Digest of a root as docker shows it. */
    public static String digestInHex(String root) {
        return "sha256:" + HexFormat.of().formatHex(sha256(root));
    }

    /** The whole token, with its secret. */
    public String text() {
        return PREFIX + digest + "-" + secret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return PREFIX + digest + "-***";
    }

    private static String base36(byte[] bytes, int length) {
        var digits = new BigInteger(1, bytes).toString(RADIX);
        return "0".repeat(length - digits.length()) + digits;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
