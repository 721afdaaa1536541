package io.stackctl.node.store;

import io.stackctl.node.DisasterLimits;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What an operator keeps to read a backup. */
public record Passphrase(String text) {
    public Passphrase {
        if (text.length() < DisasterLimits.PASSPHRASE_LEAST) {
            throw new IllegalArgumentException(
                    "a passphrase has " + DisasterLimits.PASSPHRASE_LEAST + " characters at least");
        }
        if (text.length() > DisasterLimits.PASSPHRASE_MOST) {
            throw new IllegalArgumentException(
                    "a passphrase has " + DisasterLimits.PASSPHRASE_MOST + " characters at most");
        }
    }

    /** Slow on purpose, in proportion to the rounds: whoever has the file guesses no faster. */
    byte[] key(byte[] salt, int rounds) {
        var spec = new PBEKeySpec(text.toCharArray(), salt, rounds, Sealing.KEY_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK derives keys from passphrases", impossible);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
