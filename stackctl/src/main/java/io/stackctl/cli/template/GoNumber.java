package io.stackctl.cli.template;

import java.math.BigDecimal;

/** Decimal numbers as Go prints them. */
final class GoNumber {
    private static final double PLAIN_BELOW = 1e21;
    private static final double PLAIN_FROM = 1e-4;

    private GoNumber() {}

    /** The shortest text that reads back as the same number; plain digits unless it is very large or small. */
    static String text(double number) {
        double size = Math.abs(number);
        if (size == 0 || (size >= PLAIN_FROM && size < PLAIN_BELOW)) {
            return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        }
        return Double.toString(number).replace(".0E", "E").replace("E", "e").replaceFirst("e(\\d)", "e+$1");
    }
}
