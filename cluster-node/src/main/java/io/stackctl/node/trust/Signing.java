package io.stackctl.node.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** Keys and signatures: P-256 for our own, RSA for a root that the user brings. */
final class Signing {
    private static final int PROBE = 32;

    private Signing() {}

    static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    static String algorithm(PrivateKey key) {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    /** Whether the two keys are one pair. */
    static boolean fits(PrivateKey key, PublicKey other) {
        if (!key.getAlgorithm().equals(other.getAlgorithm())) {
            return false;
        }
        var probe = new byte[PROBE];
        new SecureRandom().nextBytes(probe);
        try {
            var signer = Signature.getInstance(algorithm(key));
            signer.initSign(key);
            signer.update(probe);
            var signed = signer.sign();
            var verifier = Signature.getInstance(algorithm(key));
            verifier.initVerify(other);
            verifier.update(probe);
            return verifier.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
