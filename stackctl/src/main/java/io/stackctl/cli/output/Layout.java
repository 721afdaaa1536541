package io.stackctl.cli.output;

import io.stackctl.cli.template.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a list looks like when the user asks for nothing else.
 *
 * @param table the template of a row
 * @param quiet the template of a row under {@code -q}
 * @param raw the template of a row under {@code --format raw}
 * @param headers of each field that a template may name
 */
public record Layout(String table, String quiet, String raw, SequencedMap<String, String> headers) {
    public Layout {
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    /**
     * A layout with its headers in a row.
     *
     * @param fieldsAndHeaders the name of a field, its header, the next name, and so on
     */
    public static Layout of(String table, String quiet, String raw, String... fieldsAndHeaders) {
        var headers = new LinkedHashMap<String, String>();
        for (int i = 0; i < fieldsAndHeaders.length; i += 2) {
            headers.put(fieldsAndHeaders[i], fieldsAndHeaders[i + 1]);
        }
        return new Layout(table, quiet, raw, headers);
    }

    /** Fields without a header are empty there, and methods give back what they were asked for. */
    Value headerRow(SequencedMap<String, Value> row) {
        var fields = new LinkedHashMap<String, Value>();
        row.forEach((name, value) -> {
            if (value instanceof Value.Method) {
                fields.put(name, new Value.Method(Value::of));
            }
        });
        headers.forEach((name, header) -> fields.put(name, Value.of(header)));
        return new Value.Struct(fields);
    }
}
