package io.stackctl.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * A text that was read, with the name it is shown under.
 *
 * <p>Two sources are the same only if they are the same object: a file given twice is two sources.
 */
public final class Source {
    private final int ordinal;
    private final String name;
    private final List<String> lines;

    private Source(int ordinal, String name, List<String> lines) {
        this.ordinal = ordinal;
        this.name = name;
        this.lines = lines;
    }

    /**
     * A source of this text.
     *
     * @param ordinal place of this text among those of one run; diagnostics are sorted by it first
     * @param name what the user called it, as in {@code docker-compose.yml}
     */
    public static Source of(int ordinal, String name, String text) {
        return new Source(ordinal, name, split(text));
    }

    public int ordinal() {
        return ordinal;
    }

    public String name() {
        return name;
    }

    /** The line without its break; empty when the text has no such line. Lines count from 1. */
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    public int lineCount() {
        return lines.size();
    }

    /** The whole text as one span, for mistakes that have no better place. */
    public Span start() {
        return Span.at(this, 1, 1);
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(text.substring(from, i));
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                from = i + 1;
            }
        }
        lines.add(text.substring(from));
        return List.copyOf(lines);
    }
}
