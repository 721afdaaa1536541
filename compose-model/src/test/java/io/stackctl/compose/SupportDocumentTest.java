package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SupportDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "compose-support.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z]+\\.[a-z_]+)` \\| (honoured|ignored|refused) \\|", Pattern.MULTILINE);
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
            "network",
            "volume",
            "secret",
            "config");

    @Test
    void the_page_lists_exactly_the_attributes_of_the_schema() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(DOCUMENT));
        while (rows.find()) {
            assertThat(listed.add(rows.group(1)))
                    .as(rows.group(1) + " is listed once")
                    .isTrue();
        }

        assertThat(listed).containsExactlyElementsOf(attributes());
    }

    private static Set<String> attributes() throws IOException {
        Set<String> attributes = new TreeSet<>();
        try (InputStream in =
                SupportDocumentTest.class.getResourceAsStream("/io/stackctl/schemas/compose/compose-v3.json")) {
            JsonNode definitions =
                    JsonMapper.shared().readTree(Objects.requireNonNull(in)).get("$defs");
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
