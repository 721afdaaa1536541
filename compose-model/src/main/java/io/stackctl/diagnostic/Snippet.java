package io.stackctl.diagnostic;

import io.stackctl.yaml.Span;

/**
 * A line of a source made fit for a terminal: no control characters, and of a very long line only the part around the
 * marked place.
 *
 * @param text what is shown
 * @param skipped code points of the line left out before the text
 */
record Snippet(String text, int skipped) {
    private static final int WIDEST = 160;
    private static final int BEFORE_MARK = 60;

    static Snippet of(String line, int column) {
        int length = line.codePointCount(0, line.length());
        int from = length <= WIDEST ? 0 : Math.max(0, Math.min(column - 1, length) - BEFORE_MARK);
        int to = Math.min(length, from + WIDEST);
        String part = line.substring(line.offsetByCodePoints(0, from), line.offsetByCodePoints(0, to));
        return new Snippet(clean(part).stripTrailing(), from);
    }

    /** Where the column of the line is in the shown text. */
    int offset(int column) {
        return Math.max(0, Math.min(column - 1 - skipped, WIDEST));
    }

    /** How many code points to mark: one at least, and none beyond the end of the line. */
    int width(Span span) {
        int start = offset(span.column());
        int lineEnd = text.codePointCount(0, text.length());
        int end = span.endLine() > span.line() ? lineEnd : offset(span.endColumn());
        return Math.max(1, Math.min(end, lineEnd) - start);
    }

    static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            out.appendCodePoint(c == '\t' ? ' ' : control ? '\uFFFD' : c);
        });
        return out.toString();
    }
}
