package io.stackctl.cli.template;

import java.util.List;

/** A template in the syntax of Go's {@code text/template}, with the functions that docker adds. */
public final class GoTemplate {
    private final List<Node> nodes;

    private GoTemplate(List<Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException if the text is none
     */
    public static GoTemplate parse(String text) {
        return new GoTemplate(Parser.parse(text, Functions.OF_ROWS.keySet()));
    }

    /**
     * What the template makes of {@code data}.
     *
     * @throws TemplateException if it asks for what {@code data} does not have
     */
    public String apply(Value data) {
        return Evaluator.run(nodes, Functions.OF_ROWS, data);
    }

    /** The same for a table's headers, whose letters the functions leave as they are. */
    public String applyToHeaders(Value headers) {
        return Evaluator.run(nodes, Functions.OF_HEADERS, headers);
    }
}
