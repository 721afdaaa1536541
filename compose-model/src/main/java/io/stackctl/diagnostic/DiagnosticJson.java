package io.stackctl.diagnostic;

import io.stackctl.yaml.Span;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Diagnostics for programs: one JSON array, in the order of {@link Diagnostics}. */
public final class DiagnosticJson {
    private DiagnosticJson() {}

    /** The array as text; it ends with a line break. Lines and columns count from 1, the end is exclusive. */
    public static String print(Diagnostics diagnostics) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        diagnostics.all().forEach(diagnostic -> array.add(node(diagnostic)));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
    }

    private static ObjectNode node(Diagnostic diagnostic) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("severity", diagnostic.code().severity().word());
        node.put("code", diagnostic.code().slug());
        node.put("message", diagnostic.message());
        diagnostic.span().ifPresent(span -> place(node, span));
        diagnostic.label().ifPresent(label -> node.put("label", label));
        if (!diagnostic.help().isEmpty()) {
            ArrayNode help = node.putArray("help");
            diagnostic.help().forEach(help::add);
        }
        if (!diagnostic.related().isEmpty()) {
            ArrayNode related = node.putArray("related");
            diagnostic.related().forEach(other -> place(related.addObject().put("note", other.note()), other.span()));
        }
        return node;
    }

    private static void place(ObjectNode node, Span span) {
        node.put("file", span.source().name())
                .put("line", span.line())
                .put("column", span.column())
                .put("endLine", span.endLine())
                .put("endColumn", span.endColumn());
    }
}
