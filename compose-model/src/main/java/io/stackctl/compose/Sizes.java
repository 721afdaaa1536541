package io.stackctl.compose;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Sizes in bytes: {@code 64M}, {@code 1.5 GiB}, {@code 512kb}, {@code 1000}. Every unit is a power of 1024. */
public final class Sizes {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final String UNITS = "kmgtp";
    private static final int STEP_BITS = 10;

    private Sizes() {}

    /** The bytes, or empty if the text is no size, or is negative, or has more than 63 bits. */
    public static OptionalLong parse(String text) {
        OptionalLong size = parseAsPeer(text);
        return size.isPresent() && size.getAsLong() >= 0 ? size : OptionalLong.empty();
    }

    /** The same, but that a size with more than 63 bits is the smallest number there is: so Go converts it. */
    static OptionalLong parseAsPeer(String text) {
        int last = lastOf(text, "0123456789. ");
        if (last < 0) {
            return OptionalLong.empty();
        }
        String number = text.charAt(last) == ' ' ? text.substring(0, last) : text.substring(0, last + 1);
        String suffix = text.substring(last + 1).toLowerCase(Locale.ROOT);
        if (!NUMBER.matcher(number).matches()) {
            return OptionalLong.empty();
        }
        OptionalLong factor = factor(suffix);
        double size = Double.parseDouble(number) * factor.orElse(1);
        if (factor.isEmpty() || size < 0 || Double.isInfinite(Double.parseDouble(number))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(size >= Long.MAX_VALUE ? Long.MIN_VALUE : (long) size);
    }

    private static OptionalLong factor(String suffix) {
        if (suffix.isEmpty() || suffix.equals("b")) {
            return OptionalLong.of(1);
        }
        int unit = UNITS.indexOf(suffix.charAt(0));
        String rest = suffix.substring(1);
        if (unit < 0 || !(rest.isEmpty() || rest.equals("b") || rest.equals("ib"))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(1L << (STEP_BITS * (unit + 1)));
    }

    private static int lastOf(String text, String characters) {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
