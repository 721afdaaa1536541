package io.stackctl.cli.output;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people and Go write them. */
public final class Durations {
    private static final int HOURS_A_DAY = 24;
    private static final int HOURS_A_WEEK = 24 * 7;
    private static final int HOURS_A_MONTH = 24 * 30;
    private static final int HOURS_A_YEAR = 24 * 365;

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

    private Durations() {}

    /** As docker's tables say it: {@code About a minute}, {@code 5 minutes}. */
    public static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return "Less than a second";
        }
        if (seconds < 60) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        long minutes = duration.toMinutes();
        if (minutes < 60) {
            return minutes == 1 ? "About a minute" : minutes + " minutes";
        }
        long hours = duration.plusMinutes(30).toHours();
        if (hours < 2 * HOURS_A_DAY) {
            return hours == 1 ? "About an hour" : hours + " hours";
        }
        if (hours < 2 * HOURS_A_WEEK) {
            return hours / HOURS_A_DAY + " days";
        }
        if (hours < 2 * HOURS_A_MONTH) {
            return hours / HOURS_A_WEEK + " weeks";
        }
        if (hours < 2 * HOURS_A_YEAR) {
            return hours / HOURS_A_MONTH + " months";
        }
        return duration.toHours() / HOURS_A_YEAR + " years";
    }

    /** Exact to a tenth below a minute, to a second above: {@code 7.1s}, {@code 9m51s}, {@code 2h3m}. */
    public static String brief(Duration duration) {
        Duration shown = duration.isNegative() ? Duration.ZERO : duration;
        if (shown.toMillis() < 59_950) {
            String tenths = String.format(Locale.ROOT, "%.1f", shown.toMillis() / 1000.0);
            return (tenths.endsWith(".0") ? tenths.substring(0, tenths.length() - 2) : tenths) + "s";
        }
        Duration whole = Duration.ofSeconds(shown.plusMillis(500).toSeconds());
        if (whole.toHours() > 0) {
            return whole.toHours() + "h" + (whole.toMinutesPart() == 0 ? "" : whole.toMinutesPart() + "m");
        }
        return whole.toMinutes() + "m" + (whole.toSecondsPart() == 0 ? "" : whole.toSecondsPart() + "s");
    }

    /** Go's form, such as {@code 1h30m} or {@code 1.5s}; {@code 0} needs no unit. Empty if it is none. */
    public static Optional<Duration> parse(String text) {
        String rest = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = PART.matcher(rest);
        double nanos = 0;
        int at = 0;
        while (at < rest.length() && matcher.find(at) && matcher.start() == at) {
            nanos += Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
            at = matcher.end();
        }
        if (rest.isEmpty() || at < rest.length() || nanos > Long.MAX_VALUE) {
            return Optional.empty();
        }
        var duration = Duration.ofNanos((long) nanos);
        return Optional.of(text.startsWith("-") ? duration.negated() : duration);
    }

    private static double unit(String name) {
        return switch (name) {
            case "ns" -> 1;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 1e3;
        };
    }
}
