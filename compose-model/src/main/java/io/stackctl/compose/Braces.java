package io.stackctl.compose;

import java.util.Arrays;

/**
 * Which closing brace belongs to which <code>${</code> of a text. Found in one pass, and once for the parts of the text too,
 * so that neither long texts nor deep ones cost more.
 */
final class Braces {
    private final int[] openings;
    private final int[] closings;
    private final int offset;
    private final int last;

    /** Indexes are of the whole text; the part of it that is asked about starts at the offset. */
    private Braces(int[] openings, int[] closings, int offset, int last) {
        this.openings = openings;
        this.closings = closings;
        this.offset = offset;
        this.last = last;
    }

    static Braces of(String text) {
        int last = text.lastIndexOf('}');
        int[] openings = new int[count(text, last)];
        int[] closings = new int[openings.length];
        int[] open = new int[openings.length];
        int found = 0;
        int depth = 0;
        for (int i = text.indexOf('$'); i >= 0 && i <= last; i++) {
            char c = text.charAt(i);
            if (c == '$' && i + 1 < text.length()) {
                i++;
                if (text.charAt(i) == '{') {
                    openings[found] = i;
                    closings[found] = -1;
                    open[depth++] = found++;
                }
            } else if (c == '}' && depth > 0) {
                closings[open[--depth]] = i;
            }
        }
        return new Braces(Arrays.copyOf(openings, found), closings, 0, last);
    }

    /** As many as there can be. */
    private static int count(String text, int last) {
        int count = 0;
        for (int i = text.indexOf("${"); i >= 0 && i <= last; i = text.indexOf("${", i + 2)) {
            count++;
        }
        return count;
    }

    /** Those of a part of this text that begins at this index. */
    Braces within(int index, String part) {
        return new Braces(openings, closings, offset + index, part.lastIndexOf('}'));
    }

    /** The index of the brace that closes the one at this index; -1 if none does. */
    int closing(int opening) {
        int at = Arrays.binarySearch(openings, offset + opening);
        return at < 0 || closings[at] < 0 ? -1 : closings[at] - offset;
    }

    /** Whether a closing brace stands behind this index. */
    boolean anyAfter(int index) {
        return last > index;
    }
}
