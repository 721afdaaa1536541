package io.stackctl.compose;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The formats of values that the schema names. */
final class SchemaFormats {
    static final List<Format> ALL = List.of(
            new Checked("duration", false, text -> GoDurations.parse(text).isPresent()),
            new Checked("ports", true, text -> PortSyntax.parse(text) instanceof PortSyntax.Parsed));

    private SchemaFormats() {}

    /**
     * A format.
     *
     * @param numbers whether numbers are checked too, as the text they print as; other kinds are left to the types
     */
    private record Checked(String name, boolean numbers, Predicate<String> check) implements Format {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext execution, SchemaContext schema, JsonNode node) {
            if (node.isString()) {
                return check.test(node.stringValue());
            }
            return !numbers || !node.isIntegralNumber() || check.test(node.asString());
        }
    }
}
