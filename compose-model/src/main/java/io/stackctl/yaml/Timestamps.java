package io.stackctl.yaml;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain dates and times. go-yaml reads them as instants and the compose loader prints them again, so
 * {@code 2020-01-01} in an environment becomes {@code 2020-01-01 00:00:00 +0000 UTC}.
 */
final class Timestamps {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern TIME = Pattern.compile(
            DATE.pattern() + "(?:[Tt]| )(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(\\.\\d{1,9})?(Z|[-+]\\d{2}:\\d{2})?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Timestamps() {}

    static Optional<ScalarValue> resolve(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return Optional.empty();
        }
        Matcher matcher = TIME.matcher(text);
        boolean date = DATE.matcher(text).matches();
        if (!date && !matcher.matches()) {
            return Optional.empty();
        }
        boolean blank = !date && text.indexOf(' ') >= 0;
        Optional<String> zone = date ? Optional.empty() : Optional.ofNullable(matcher.group(8));
        if (!date && blank == zone.isPresent()) {
            return Optional.empty(); // a zone belongs to the form with T, and only to it
        }
        try {
            return Optional.of(
                    new ScalarValue.Timestamp(print(text, date ? Optional.empty() : Optional.of(matcher), zone)));
        } catch (DateTimeException e) {
            return Optional.empty(); // the 31st of February is text
        }
    }

    private static String print(String text, Optional<Matcher> time, Optional<String> zone) {
        String[] day =
                text.substring(0, time.map(m -> m.end(3)).orElse(text.length())).split("-", -1);
        LocalDateTime moment = LocalDateTime.of(
                Integer.parseInt(day[0]),
                Integer.parseInt(day[1]),
                Integer.parseInt(day[2]),
                time.map(m -> Integer.parseInt(m.group(4))).orElse(0),
                time.map(m -> Integer.parseInt(m.group(5))).orElse(0),
                time.map(m -> Integer.parseInt(m.group(6))).orElse(0));
        String fraction = time.flatMap(m -> Optional.ofNullable(m.group(7)))
                .map(digits -> digits.replaceAll("\\.?0+$", ""))
                .orElse("");
        return SECONDS.format(moment) + fraction + " " + zone(zone.orElse("Z"));
    }

    private static String zone(String written) {
        if (written.equals("Z") || ZoneOffset.of(written).getTotalSeconds() == 0) {
            return "+0000 UTC";
        }
        String offset = written.replace(":", "");
        return offset + " " + offset;
    }
}
