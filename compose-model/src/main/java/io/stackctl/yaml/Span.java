package io.stackctl.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a source. Lines and columns count from 1, columns in code points; the end is exclusive.
 */
public record Span(Source source, int line, int column, int endLine, int endColumn) implements Comparable<Span> {
    public static Span at(Source source, int line, int column) {
        return new Span(source, line, column, line, column);
    }

    /** The part of this span that starts {@code offset} code points after its start and is {@code length} long. */
    public Span part(int offset, int length) {
        return new Span(source, line, column + offset, line, column + offset + length);
    }

    /** Whether the other span lies inside this one. */
    public boolean contains(Span other) {
        return source == other.source
                && !before(other.line, other.column, line, column)
                && !before(endLine, endColumn, other.endLine, other.endColumn);
    }

    @Override
    public int compareTo(Span other) {
        int order = Integer.compare(source.ordinal(), other.source.ordinal());
        order = order != 0 ? order : Integer.compare(line, other.line);
        order = order != 0 ? order : Integer.compare(column, other.column);
        order = order != 0 ? order : Integer.compare(endLine, other.endLine);
        return order != 0 ? order : Integer.compare(endColumn, other.endColumn);
    }

    @Override
    public int hashCode() {
        return ((source.ordinal() * 31 + line) * 31 + column) * 31 + endColumn;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Span that
                && source == that.source
                && line == that.line
                && column == that.column
                && endLine == that.endLine
                && endColumn == that.endColumn;
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + line + ":" + column;
    }

    private static boolean before(int line, int column, int otherLine, int otherColumn) {
        return line < otherLine || (line == otherLine && column < otherColumn);
    }
}
