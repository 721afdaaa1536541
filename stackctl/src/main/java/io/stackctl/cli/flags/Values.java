package io.stackctl.cli.flags;

import io.stackctl.compose.Cpus;
import io.stackctl.compose.GoDurations;
import io.stackctl.compose.Sizes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads values of flags. Each refusal says what would be right. */
final class Values {
    private static final long LEAST_MEMORY = 4L << 20;
    private static final long LEAST_CPU = 1_000_000;

    private Values() {}

    static boolean flag(String text) throws FlagException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new FlagException("it is true or false");
        };
    }

    static Duration duration(String text) throws FlagException {
        var duration =
                GoDurations.parse(text).orElseThrow(() -> new FlagException("write a time such as 10s or 1m30s"));
        if (duration.isNegative()) {
            throw new FlagException("a time is not negative");
        }
        return duration;
    }

    /** Of a health check: none, or at least a millisecond. */
    static Duration interval(String text) throws FlagException {
        var duration = duration(text);
        if (!duration.isZero() && duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new FlagException("it is 0 or at least 1ms");
        }
        return duration;
    }

    static int count(String text) throws FlagException {
        return (int) whole(text, Integer.MAX_VALUE);
    }

    static long whole(String text, long most) throws FlagException {
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > most) {
            throw new FlagException("it is a whole number, 0 or more");
        }
        return Long.parseLong(text);
    }

    static double ratio(String text) throws FlagException {
        if (!text.matches("\\d*\\.?\\d+") || Double.parseDouble(text) > 1) {
            throw new FlagException("it is a number from 0 to 1, such as 0.25");
        }
        return Double.parseDouble(text);
    }

    static long memory(String text) throws FlagException {
        long bytes = bytes(text);
        if (bytes != 0 && bytes < LEAST_MEMORY) {
            throw new FlagException("must be at least 4MiB");
        }
        return bytes;
    }

    static long bytes(String text) throws FlagException {
        return Sizes.parse(text).orElseThrow(() -> new FlagException("write a size such as 64m or 1.5g"));
    }

    static long nanoCpus(String text) throws FlagException {
        if (Cpus.parse(text).isEmpty()) {
            throw new FlagException("it is a number of CPUs such as 0.5");
        }
        long nanos = Cpus.nanos(text);
        if (nanos != 0 && nanos < LEAST_CPU) {
            throw new FlagException("must be at least 0.001");
        }
        return nanos;
    }

    /** {@code STOP_FIRST} is written {@code stop-first}. */
    static <E extends Enum<E>> E word(String text, List<E> constants) throws FlagException {
        for (var constant : constants) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw new FlagException(
                "it is one of " + constants.stream().map(Values::word).collect(Collectors.joining(", ")));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
