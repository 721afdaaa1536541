package io.stackctl.compose;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of CPUs: a decimal number of at most nine digits after the point. */
public final class Cpus {
    private static final Pattern NUMBER = Pattern.compile("[+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?");
    private static final int DIGITS = 9;

    private Cpus() {}

    public static Optional<BigDecimal> parse(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Billionths of a CPU. */
    public static long nanos(String text) {
        return parse(text)
                .map(number -> number.movePointRight(DIGITS).longValue())
                .orElse(0L);
    }
}
