package io.stackctl.compose;

import io.stackctl.yaml.Source;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text of a {@code .env} file, in compose's grammar: {@code NAME=value} with an optional {@code export}; single
 * quotes keep the value as it is, double quotes know {@code \\n} and the like, both may go over lines; a value without
 * quotes ends at {@code  #}. Variables are replaced, but for single quotes.
 */
final class DotEnv {
    private final String text;
    private final Function<String, Optional<String>> outer;
    private final Map<String, String> known = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private int at;
    private int number = 1;

    private DotEnv(String text, Function<String, Optional<String>> outer) {
        this.text = text;
        this.outer = outer;
    }

    /** A variable. Values may be secret: the text form shows the name only. */
    record Line(String name, String value, int number) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Mistake(int line, String reason) {}

    record Parsed(Source source, List<Line> lines, List<Mistake> mistakes) {}

    /**
     * Parses a whole file.
     *
     * @param outer variables from elsewhere, which win over those of this file where a value uses them
     */
    static Parsed parse(int ordinal, String name, byte[] bytes, Function<String, Optional<String>> outer) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            Mistake mistake = new Mistake(1, "the file is not UTF-8 text");
            return new Parsed(Source.of(ordinal, name, ""), List.of(), List.of(mistake));
        }
        DotEnv file = new DotEnv(text.startsWith("\uFEFF") ? text.substring(1) : text, outer);
        file.parse();
        return new Parsed(Source.of(ordinal, name, text), file.lines, file.mistakes);
    }

    private void parse() {
        while (at < text.length()) {
            int started = number;
            String statement = line();
            String content = statement.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            int sign = content.indexOf('=');
            String left = (sign < 0 ? content : content.substring(0, sign)).strip();
            String name = left.startsWith("export ") ? left.substring(7).strip() : left;
            if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                mistakes.add(new Mistake(started, "`" + name + "` is no name of a variable"));
            } else if (sign < 0) {
                outer.apply(name).ifPresent(value -> add(name, value, started));
            } else {
                value(content.substring(sign + 1).strip(), started).ifPresent(value -> add(name, value, started));
            }
        }
    }

    private void add(String name, String value, int started) {
        known.put(name, value);
        lines.add(new Line(name, value, started));
    }

    private Optional<String> value(String given, int started) {
        if (!given.startsWith("'") && !given.startsWith("\"")) {
            int comment = given.startsWith("#") ? 0 : given.indexOf(" #");
            return replace((comment < 0 ? given : given.substring(0, comment)).strip(), started);
        }
        char quote = given.charAt(0);
        StringBuilder whole = new StringBuilder(given.substring(1));
        int end = end(whole, quote);
        while (end < 0 && at < text.length()) {
            whole.append('\n').append(line());
            end = end(whole, quote);
        }
        if (end < 0) {
            mistakes.add(new Mistake(started, "the quote is not closed"));
            return Optional.empty();
        }
        String inner = whole.substring(0, end);
        return quote == '\'' ? Optional.of(inner) : replace(unescape(inner), started);
    }

    /** Where the quote closes, or -1. */
    private static int end(CharSequence text, char quote) {
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!escaped && c == quote) {
                return i;
            }
            escaped = !escaped && quote == '"' && c == '\\';
        }
        return -1;
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
                continue;
            }
            out.append(escaped ? escape(c) : String.valueOf(c));
            escaped = false;
        }
        return out.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '$' -> "$$";
            default -> String.valueOf(c);
        };
    }

    private Optional<String> replace(String value, int started) {
        if (!Template.hasVariables(value)) {
            return Optional.of(value);
        }
        return switch (Template.replace(
                value, name -> outer.apply(name).or(() -> Optional.ofNullable(known.get(name))), Reading.OURS)) {
            case Template.Replaced replaced -> Optional.of(replaced.text());
            case Template.Malformed _ -> {
                mistakes.add(new Mistake(started, "a `$` starts no variable; write `$$` for a dollar"));
                yield Optional.empty();
            }
            case Template.Missing missing -> {
                mistakes.add(new Mistake(started, "required variable `" + missing.name() + "` has no value"));
                yield Optional.empty();
            }
        };
    }

    private String line() {
        int end = text.indexOf('\n', at);
        String line = end < 0 ? text.substring(at) : text.substring(at, end);
        at = end < 0 ? text.length() : end + 1;
        number++;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
