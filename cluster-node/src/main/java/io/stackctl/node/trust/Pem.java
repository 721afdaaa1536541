package io.stackctl.node.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Certificates and keys as text. */
final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final String SEALED = "STACKCTL SEALED PRIVATE KEY";
    private static final int COLUMNS = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]*?)-----END \\1-----");

    private Pem() {}

    /** A signing request, PKCS #10. */
    static String request(byte[] encoded) {
        return block("CERTIFICATE REQUEST", encoded);
    }

    /** In the form that Go writes, for the digest in a join token is one of these bytes. */
    static String certificates(List<X509Certificate> chain) {
        var text = new StringBuilder();
        for (var certificate : chain) {
            try {
                text.append(block(CERTIFICATE, certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was read can be written", e);
            }
        }
        return text.toString();
    }

    static List<X509Certificate> certificates(String text) throws TrustException {
        var certificates = new ArrayList<X509Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (var der : blocks(CERTIFICATE, text)) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (CertificateException e) {
            throw new TrustException("a certificate cannot be read: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new TrustException("there is no certificate in PEM form");
        }
        return certificates;
    }

    static String key(PrivateKey key) {
        return block(KEY, key.getEncoded());
    }

    static String sealedKey(byte[] sealed) {
        return block(SEALED, sealed);
    }

    /** A key that {@link #sealedKey} wrote; empty when there is none. */
    static Optional<byte[]> sealedKey(String text) throws TrustException {
        return blocks(SEALED, text).stream().findFirst();
    }

    /** An elliptic curve or RSA key, as PKCS #8. */
    static PrivateKey key(String text) throws TrustException {
        var blocks = blocks(KEY, text);
        if (blocks.size() != 1) {
            throw new TrustException(
                    text.contains("EC PRIVATE KEY") || text.contains("RSA PRIVATE KEY")
                            ? "the key is not PKCS #8; make it so with: openssl pkcs8 -topk8 -nocrypt"
                            : "there is no single private key in PEM form (PKCS #8, not encrypted)");
        }
        return key(blocks.getFirst());
    }

    static PrivateKey key(byte[] pkcs8) throws TrustException {
        return key("EC", pkcs8)
                .or(() -> key("RSA", pkcs8))
                .orElseThrow(() -> new TrustException("the private key is neither of an elliptic curve nor RSA"));
    }

    /** Empty when it is a key of another kind. */
    private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException otherAlgorithm) {
            return Optional.empty();
        }
    }

    private static List<byte[]> blocks(String label, String text) throws TrustException {
        var blocks = new ArrayList<byte[]>();
        var matcher = BLOCK.matcher(text);
        try {
            while (matcher.find()) {
                if (matcher.group(1).equals(label)) {
                    blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new TrustException("a PEM block cannot be read: " + e.getMessage(), e);
        }
        return blocks;
    }

    private static String block(String label, byte[] der) {
        var lines = Base64.getMimeEncoder(COLUMNS, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
