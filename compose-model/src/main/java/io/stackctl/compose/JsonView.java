package io.stackctl.compose;

import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A tree as the schema validator sees it, without the depths that no schema describes. */
final class JsonView {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A number that is no whole one. */
    private static final double DATE = 0.5;

    private final Reading reading;

    private JsonView(Reading reading) {
        this.reading = reading;
    }

    /** For comparing values. */
    static JsonNode of(Yaml yaml) {
        return of(yaml, Reading.OURS);
    }

    static JsonNode of(Yaml yaml, Reading reading) {
        return new JsonView(reading).of(yaml, 0);
    }

    private JsonNode of(Yaml yaml, int depth) {
        if (depth > Limits.SCHEMA_DEPTH) {
            return NODES.nullNode();
        }
        return switch (yaml) {
            case Yaml.Scalar scalar -> of(scalar.value());
            case Yaml.Sequence sequence -> {
                ArrayNode array = NODES.arrayNode(sequence.items().size());
                sequence.items().forEach(item -> array.add(of(item, depth + 1)));
                yield array;
            }
            case Yaml.Mapping mapping -> {
                ObjectNode object = NODES.objectNode();
                mapping.entries().forEach((key, entry) -> object.set(key, of(entry.value(), depth + 1)));
                yield object;
            }
        };
    }

    /** To the peer a date is no text, but it goes where a number goes and becomes text there. */
    private JsonNode date(String text) {
        return reading == Reading.PEER ? NODES.numberNode(DATE) : NODES.stringNode(text);
    }

    private JsonNode of(ScalarValue value) {
        return switch (value) {
            case ScalarValue.Null() -> NODES.nullNode();
            case ScalarValue.Bool(var bool) -> NODES.booleanNode(bool);
            case ScalarValue.Int(var number) -> NODES.numberNode(number);
            case ScalarValue.Real(var number) -> NODES.numberNode(number);
            case ScalarValue.Timestamp(var text) -> date(text);
            case ScalarValue.Text(var text) -> NODES.stringNode(text);
        };
    }
}
