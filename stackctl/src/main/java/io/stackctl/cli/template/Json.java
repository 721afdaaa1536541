package io.stackctl.cli.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Writes values as JSON, without a library: starting one takes longer than most commands do. */
public final class Json {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private final String indent;
    private final StringBuilder out = new StringBuilder();

    private Json(String indent) {
        this.indent = indent;
    }

    /** On one line, without blanks. */
    public static String compact(Value value) {
        return write("", value);
    }

    /** Over several lines, as docker's {@code inspect} prints it. */
    public static String indented(Value value) {
        return write("    ", value);
    }

    private static String write(String indent, Value value) {
        var json = new Json(indent);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(Value value, int depth) {
        switch (value) {
            case Value.Text(var text) -> string(text);
            case Value.Whole(var number) -> out.append(number);
            case Value.Decimal(var number) -> out.append(GoNumber.text(number));
            case Value.Flag(var set) -> out.append(set);
            case Value.Items(var items) -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    separator(i, depth + 1);
                    value(items.get(i), depth + 1);
                }
                end(items.size(), depth);
                out.append(']');
            }
            case Value.Struct(var fields) -> object(fields, depth);
            case Value.Dictionary(var entries) -> object(entries, depth);
            case Value.Method _, Value.Nothing _ -> out.append("null");
        }
    }

    private void object(SequencedMap<String, Value> all, int depth) {
        Map<String, Value> entries = new LinkedHashMap<>(all);
        entries.values().removeIf(Value.Method.class::isInstance);
        out.append('{');
        int i = 0;
        for (var entry : entries.entrySet()) {
            separator(i++, depth + 1);
            string(entry.getKey());
            out.append(indent.isEmpty() ? ":" : ": ");
            value(entry.getValue(), depth + 1);
        }
        end(i, depth);
        out.append('}');
    }

    private void separator(int index, int depth) {
        if (index > 0) {
            out.append(',');
        }
        line(depth);
    }

    private void end(int count, int depth) {
        if (count > 0) {
            line(depth);
        }
    }

    private void line(int depth) {
        if (!indent.isEmpty()) {
            out.append('\n').append(indent.repeat(depth));
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (letter < FIRST_PRINTABLE || letter == LINE_SEPARATOR || letter == PARAGRAPH_SEPARATOR) {
                        out.append(String.format("\\u%04x", (int) letter));
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }
}
