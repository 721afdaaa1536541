package io.stackctl.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the parser's marks, which count from 0, into spans. */
final class Spans {
    private Spans() {}

    static Span of(Source source, Event event) {
        return between(source, event.getStartMark(), event.getEndMark());
    }

    static Span of(Source source, Optional<Mark> mark) {
        return between(source, mark, mark);
    }

    static Span between(Source source, Optional<Mark> start, Optional<Mark> end) {
        return start.map(from -> {
                    Mark to = end.orElse(from);
                    return new Span(
                            source, from.getLine() + 1, from.getColumn() + 1, to.getLine() + 1, to.getColumn() + 1);
                })
                .orElseGet(source::start);
    }

    /** From the start of the one to the start of the other. */
    static Span join(Span from, Span to) {
        return new Span(from.source(), from.line(), from.column(), to.line(), to.column());
    }

    /** The place of the code point with this index. */
    static Span at(Source source, String text, int index) {
        int end = text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                line++;
                lineStart = i + 1;
            }
        }
        return Span.at(source, line, text.codePointCount(lineStart, end) + 1);
    }
}
