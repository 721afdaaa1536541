package io.stackctl.cli.output;

import io.stackctl.cli.template.Value;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes values as YAML. */
public final class Yaml {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
            .build();

    private Yaml() {}

    /** One document; ends with a line break. */
    public static String write(Value value) {
        var out = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, value);
        }
        String text = out.toString();
        return text.endsWith("\n") ? text : text + "\n";
    }

    private static void write(JsonGenerator generator, Value value) {
        switch (value) {
            case Value.Text(var text) -> generator.writeString(text);
            case Value.Whole(var number) -> generator.writeNumber(number);
            case Value.Decimal(var number) -> generator.writeNumber(number);
            case Value.Flag(var set) -> generator.writeBoolean(set);
            case Value.Items(var items) -> {
                generator.writeStartArray();
                items.forEach(item -> write(generator, item));
                generator.writeEndArray();
            }
            case Value.Struct(var fields) -> object(generator, fields);
            case Value.Dictionary(var entries) -> object(generator, entries);
            case Value.Method _, Value.Nothing _ -> generator.writeNull();
        }
    }

    private static void object(JsonGenerator generator, Map<String, Value> entries) {
        generator.writeStartObject();
        entries.forEach((name, value) -> {
            if (!(value instanceof Value.Method)) {
                generator.writeName(name);
                write(generator, value);
            }
        });
        generator.writeEndObject();
    }
}
