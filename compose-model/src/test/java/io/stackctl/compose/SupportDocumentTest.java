package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SupportDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "compose-support.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z]+\\.[a-z0-9_-]+)` \\| (honoured|ignored|refused) \\|", Pattern.MULTILINE);
    private static final Set<String> SECTIONS = Set.of(
            "service",
            "deploy",
            "rollout",
            "placement",
            "resources",
            "healthcheck",
            "logging",
            "mount",
            "port",
            "attachment",
            "pool",
            "network",
            "volume",
            "secret",
            "config");

    @Test
    void the_page_lists_exactly_the_attributes_of_the_schema() throws IOException {
        assertThat(rows().keySet()).containsExactlyElementsOf(attributes());
    }

    @Test
    void the_page_says_of_a_key_of_services_what_the_code_does() throws IOException {
        rows().forEach((attribute, effect) -> {
            String key = attribute.substring(attribute.indexOf('.') + 1);
            if (attribute.startsWith("service.")) {
                String expected = ForbiddenKeys.REMEDIES.containsKey(key)
                        ? "refused"
                        : KeyEffects.IGNORED.containsKey(key) || KeyEffects.DEPRECATED.containsKey(key)
                                ? "ignored"
                                : "honoured";
                assertThat(effect).as(attribute).isEqualTo(expected);
            }
        });
    }

    private static SortedMap<String, String> rows() throws IOException {
        SortedMap<String, String> listed = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(DOCUMENT));
        while (rows.find()) {
            assertThat(listed.put(rows.group(1), rows.group(2)))
                    .as(rows.group(1) + " is listed once")
                    .isNull();
        }
        return listed;
    }

    private static Set<String> attributes() throws IOException {
        Set<String> attributes = new TreeSet<>();
        ForbiddenKeys.REMEDIES.keySet().forEach(key -> attributes.add("service." + key));
        try (InputStream in =
                SupportDocumentTest.class.getResourceAsStream("/io/stackctl/schemas/compose/compose-v3.json")) {
            JsonNode schema = JsonMapper.shared().readTree(Objects.requireNonNull(in));
            schema.get("properties").propertyNames().forEach(key -> attributes.add("file." + key));
            JsonNode definitions = schema.get("$defs");
            for (String section : SECTIONS) {
                definitions
                        .get(section)
                        .get("properties")
                        .propertyNames()
                        .forEach(key -> attributes.add(section + "." + key));
            }
        }
        return attributes;
    }
}
