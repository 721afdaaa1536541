package io.stackctl.cli.template;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's {@code printf} for the verbs that make sense here: {@code %s %v %q %d %x %t %f %c %%}. */
final class Printf {
    static final int MAX_WIDTH = 10_000;

    private static final Pattern VERB = Pattern.compile("%([-+ 0#]*)(\\d{1,5})?(?:\\.(\\d{0,5}))?([a-zA-Z%])");

    private Printf() {}

    static String format(String format, List<Value> arguments) {
        var out = new StringBuilder();
        Matcher matcher = VERB.matcher(format);
        int from = 0;
        int used = 0;
        while (matcher.find()) {
            out.append(format, from, matcher.start());
            from = matcher.end();
            char verb = matcher.group(4).charAt(0);
            if (verb == '%') {
                out.append('%');
            } else if (used == arguments.size()) {
                out.append("%!").append(verb).append("(MISSING)");
            } else {
                out.append(padded(verb(verb, matcher.group(3), arguments.get(used)), matcher));
                used++;
            }
        }
        out.append(format.substring(from));
        if (used < arguments.size()) {
            out.append("%!(EXTRA ").append(arguments.get(used).text()).append(')');
        }
        return out.toString();
    }

    private static String verb(char verb, String precision, Value value) {
        return switch (verb) {
            case 's', 'v' -> cut(value.text(), precision);
            case 'q' -> GoStrings.quote(value.text());
            case 'd' -> value instanceof Value.Whole ? value.text() : bad(verb, value);
            case 't' -> value instanceof Value.Flag ? value.text() : bad(verb, value);
            case 'x' -> value instanceof Value.Whole(var number) ? Long.toHexString(number) : bad(verb, value);
            case 'c' -> value instanceof Value.Whole(var number) ? Character.toString((int) number) : bad(verb, value);
            case 'f' -> decimal(precision, value);
            default -> bad(verb, value);
        };
    }

    private static String cut(String text, String precision) {
        return precision == null ? text : text.substring(0, Math.min(text.length(), digits(precision)));
    }

    private static String decimal(String precision, Value value) {
        return value instanceof Value.Decimal(var number)
                ? String.format(Locale.ROOT, "%." + (precision == null ? 6 : digits(precision)) + "f", number)
                : bad('f', value);
    }

    private static int digits(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static String bad(char verb, Value value) {
        return "%!" + verb + "(" + value.text() + ")";
    }

    private static String padded(String text, Matcher matcher) {
        int width = matcher.group(2) == null ? 0 : Math.min(MAX_WIDTH, Integer.parseInt(matcher.group(2)));
        int missing = Math.max(0, width - text.codePointCount(0, text.length()));
        String flags = matcher.group(1);
        if (flags.contains("-")) {
            return text + " ".repeat(missing);
        }
        return (flags.contains("0") ? "0" : " ").repeat(missing) + text;
    }
}
