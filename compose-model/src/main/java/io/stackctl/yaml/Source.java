package io.stackctl.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A text that was read, with the name it is shown under.
 *
 * <p>Two sources are the same only if they are the same object: a file given twice is two sources.
 */
public final class Source {
    /** Code points between two of which the index is kept. */
    private static final int STEP = 256;

    private final int ordinal;
    private final String name;
    private final List<String> lines;

    /**
     * By the numbers of lines with characters that are two chars long: the index of each so-manieth code point. In all other
     * lines a column is an index.
     */
    private final Map<Integer, int[]> steps = new HashMap<>();

    private Source(int ordinal, String name, List<String> lines) {
        this.ordinal = ordinal;
        this.name = name;
        this.lines = lines;
        for (int i = 0; i < lines.size(); i++) {
            if (hasSurrogates(lines.get(i))) {
                steps.put(i + 1, steps(lines.get(i)));
            }
        }
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

    /** The index in its line of a column, which counts code points; that of the line's end for columns beyond it. */
    public int index(int line, int column) {
        String text = line(line);
        int[] known = steps.get(line);
        if (known == null) {
            return Math.min(column - 1, text.length());
        }
        int step = Math.min((column - 1) / STEP, known.length - 1);
        int index = known[step];
        for (int left = column - 1 - step * STEP; left > 0 && index < text.length(); left--) {
            index += Character.charCount(text.codePointAt(index));
        }
        return index;
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

    private static int[] steps(String text) {
        int[] steps = new int[text.length() / STEP + 1];
        int count = 0;
        int index = 0;
        for (int point = 0; index < text.length(); point++) {
            if (point % STEP == 0) {
                steps[count++] = index;
            }
            index += Character.charCount(text.codePointAt(index));
        }
        return Arrays.copyOf(steps, count);
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
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
