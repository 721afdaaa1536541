package io.stackctl.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** The parser's complaints in words of ours. */
final class SyntaxProblems {
    private SyntaxProblems() {}

    static YamlProblem of(Source source, MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        Span span = Spans.of(source, mark);
        Optional<Span> related = e.getContextMark()
                .map(context -> Spans.of(source, Optional.of(context)))
                .filter(context -> context.line() != span.line() || context.column() != span.column());
        return new YamlProblem(YamlProblem.Kind.SYNTAX, message(source, span, e), span, related);
    }

    static YamlProblem of(Source source, String text, ReaderException e) {
        String message = String.format("character U+%04X is not allowed in YAML", e.getCodePoint());
        return new YamlProblem(
                YamlProblem.Kind.SYNTAX, message, Spans.at(source, text, e.getPosition()), Optional.empty());
    }

    private static String message(Source source, Span span, MarkedYamlEngineException e) {
        String line = source.line(span.line());
        String rest = line.substring(source.index(span.line(), span.column()));
        if (rest.startsWith("\t")) {
            return "a tab cannot indent; use blanks";
        }
        if (rest.startsWith("@") || rest.startsWith("`") || rest.startsWith("%")) {
            return "a value that starts with `" + rest.charAt(0) + "` must be quoted";
        }
        String problem = Optional.ofNullable(e.getProblem()).orElse("this is not YAML");
        if (problem.startsWith("mapping values are not allowed")) {
            return "a second `: ` in one line; quote the value if it holds one";
        }
        return problem.replace("<", "").replace(">", "");
    }
}
