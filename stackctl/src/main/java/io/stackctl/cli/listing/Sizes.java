package io.stackctl.cli.listing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of memory for people. */
final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);
    private static final int DIGITS = 3;

    private Sizes() {}

    /** {@code 64MiB}, with at most three digits after the point. */
    static String binary(long bytes) {
        var amount = BigDecimal.valueOf(bytes);
        int unit = 0;
        while (unit < UNITS.length - 1 && amount.compareTo(STEP) >= 0) {
            amount = amount.divide(STEP);
            unit++;
        }
        return amount.setScale(DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + UNITS[unit];
    }
}
