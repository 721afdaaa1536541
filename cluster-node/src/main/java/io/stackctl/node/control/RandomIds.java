package io.stackctl.node.control;

import io.stackctl.cluster.Ids;
import java.math.BigInteger;
import java.security.SecureRandom;

/** Ids as the peer makes them: 25 characters of base 36 from 128 random bits and more. */
public final class RandomIds implements Ids {
    private static final int LENGTH = 25;
    private static final int BITS = 129;
    private static final int RADIX = 36;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String next() {
        var digits = new BigInteger(BITS, random).toString(RADIX);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }
}
