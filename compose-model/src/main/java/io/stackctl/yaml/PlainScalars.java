package io.stackctl.yaml;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain scalar means, by the rules of go-yaml v3: neither YAML 1.1 ({@code yes} is text) nor 1.2 ({@code 017}
 * is 15).
 */
final class PlainScalars {
    private static final Pattern REAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final int WIDEST = 64;

    private PlainScalars() {}

    static ScalarValue resolve(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> new ScalarValue.Null();
            case "true", "True", "TRUE" -> new ScalarValue.Bool(true);
            case "false", "False", "FALSE" -> new ScalarValue.Bool(false);
            case ".nan", ".NaN", ".NAN" -> new ScalarValue.Real(Double.NaN);
            default -> mayBeNumber(text.charAt(0)) ? number(text) : new ScalarValue.Text(text);
        };
    }

    private static boolean mayBeNumber(char first) {
        return (first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.';
    }

    private static ScalarValue number(String text) {
        if (INFINITY.matcher(text).matches()) {
            return new ScalarValue.Real(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        Optional<ScalarValue> timestamp = Timestamps.resolve(text);
        if (timestamp.isPresent()) {
            return timestamp.get();
        }
        String digits = text.replace("_", "");
        Optional<BigInteger> whole = whole(digits);
        if (whole.isPresent()) {
            return fits(whole.get())
                    ? new ScalarValue.Int(whole.get())
                    : new ScalarValue.Real(whole.get().doubleValue());
        }
        if (!REAL.matcher(digits).matches()) {
            return new ScalarValue.Text(text);
        }
        double real = Double.parseDouble(digits);
        return Double.isInfinite(real) ? new ScalarValue.Text(text) : new ScalarValue.Real(real);
    }

    private static boolean fits(BigInteger value) {
        return value.signum() < 0 ? value.bitLength() < WIDEST : value.bitLength() <= WIDEST;
    }

    private static Optional<BigInteger> whole(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        Optional<BigInteger> value = unsigned(digits);
        return text.startsWith("-") ? value.map(BigInteger::negate) : value;
    }

    private static Optional<BigInteger> unsigned(String digits) {
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            return parse(digits.substring(2), 16);
        }
        if (digits.startsWith("0b") || digits.startsWith("0B")) {
            return parse(digits.substring(2), 2);
        }
        if (digits.startsWith("0o") || digits.startsWith("0O")) {
            return parse(digits.substring(2), 8);
        }
        return digits.length() > 1 && digits.startsWith("0") ? parse(digits, 8) : parse(digits, 10);
    }

    private static Optional<BigInteger> parse(String digits, int radix) {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit > 'f' || Character.digit(digit, radix) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new BigInteger(digits, radix));
    }
}
