package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stackctl.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code schemas/compose/stack.schema.json}, which editors use for completion: it is the schema that files are checked
 * with, in the newest version, with the notes of the support page. {@code -Dgolden.update=true} writes it anew.
 */
class EditorSchemaTest {
    private static final Path SCHEMAS = Path.of("..", "schemas", "compose");
    private static final Path PUBLISHED = SCHEMAS.resolve("stack.schema.json");
    private static final Path SUPPORT = Path.of("..", "docs", "compose-support.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.0-9_]+)` \\| (\\w+) \\| (.*)\\|$");

    private static final String GOOD = """
            name: shop
            services:
              web:
                image: nginx:1.27
                ports: ["80:80", {target: 443, published: 443}]
                environment: {A: "1", B: true}
                deploy:
                  replicas: 2
                  update_config: {order: start-first, delay: 5s}
                configs: [site]
            configs:
              site: {content: hello}
            x-note: anything
            """;

    @Test
    void the_published_schema_is_the_one_that_files_are_checked_with() throws IOException {
        String made = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(forEditors()) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PUBLISHED, made);
        }

        assertThat(Files.readString(PUBLISHED)).isEqualTo(made);
    }

    @Test
    void it_accepts_a_good_file() throws IOException {
        assertThat(validate(GOOD)).isEmpty();
    }

    @Test
    void it_accepts_the_samples() throws IOException {
        assertThat(validate(Files.readString(Path.of("..", "samples", "demo", "docker-compose.yml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: nginx|imagee: nginx",
                "replicas: 2|replicas: \"2\"",
                "order: start-first|order: start_first",
                "services:|servicess:",
                "{A: \"1\", B: true}|[A, {B: 1}]",
                "delay: 5s|delay: 5 parsecs",
                "{target: 443, published: 443}|{target: https}"
            })
    void it_rejects_a_file_with_a_slip(String slip) throws IOException {
        String[] parts = slip.split("\\|", -1);
        assertThat(GOOD).contains(parts[0]);

        assertThat(validate(GOOD.replace(parts[0], parts[1]))).isNotEmpty();
    }

    private static List<Error> validate(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared().readTree(PUBLISHED.toFile()));
        return schema.validate(JsonView.of(YamlReader.read(0, "compose.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .root()
                .orElseThrow()));
    }

    private static JsonNode forEditors() throws IOException {
        ObjectNode schema = (ObjectNode)
                JsonMapper.shared().readTree(SCHEMAS.resolve("compose-v3.json").toFile());
        clean(schema);
        schema.put("$id", "https://stackctl.io/schemas/compose/stack.schema.json");
        schema.put(
                "title", "Stack of stackctl: compose files of versions 3.0 to 3.13 and of the Compose Specification");
        Map<String, String> notes = notes();
        describe("file", schema, notes);
        schema.get("$defs").properties().forEach(section -> describe(section.getKey(), section.getValue(), notes));
        return schema;
    }

    private static void describe(String section, JsonNode definition, Map<String, String> notes) {
        definition.path("properties").properties().forEach(property -> {
            String note = notes.get(section + "." + property.getKey());
            if (note != null && property.getValue() instanceof ObjectNode object) {
                object.put("description", note);
            }
        });
    }

    /** Without annotations of ours, and with patterns in place of formats that only we know. */
    private static void clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("since", "typeSince", "$comment"));
            if (object.path("format").asString("").equals("duration")) {
                object.remove("format");
                object.put("pattern", "^[-+]?([0-9.]+(ns|us|\u00b5s|ms|s|m|h))+$|^0$");
            } else if (object.path("format").isString()) {
                object.remove("format");
            }
        }
        node.forEach(EditorSchemaTest::clean);
    }

    private static Map<String, String> notes() throws IOException {
        Map<String, String> notes = new HashMap<>();
        Matcher rows = ROW.matcher(Files.readString(SUPPORT));
        while (rows.find()) {
            String text = rows.group(3).strip().replace("`", "");
            notes.put(rows.group(1), rows.group(2) + (text.isEmpty() ? "" : ": " + text));
        }
        return notes;
    }
}
