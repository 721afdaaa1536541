package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that extend, include, reset and override others. */
class CompositionTest {
    @Test
    void a_service_extends_one_of_its_file() {
        assertThat(config(Map.of("compose.yaml", """
                services:
                  base:
                    image: app:1
                    environment: {A: "1", B: "2"}
                    ports: ["80:80", "443:443"]
                    command: [serve, serve]
                    healthcheck: {test: [CMD, a], interval: 5s}
                  web:
                    extends: base
                    environment: {B: "3"}
                    ports: ["80:80", "9000:9000"]
                    healthcheck: {test: [CMD, b]}
                """))).contains("""
                          web:
                            command:
                              - serve
                              - serve
                            environment:
                              A: "1"
                              B: "3"
                            healthcheck:
                              interval: 5s
                              test:
                                - CMD
                                - b
                            image: app:1
                            ports:
                              - mode: ingress
                                protocol: tcp
                                published: 80
                                target: 80
                              - mode: ingress
                                protocol: tcp
                                published: 443
                                target: 443
                              - mode: ingress
                                protocol: tcp
                                published: 9000
                                target: 9000
                        """.indent(0));
    }

    @Test
    void a_service_of_another_file_brings_the_paths_of_that_file() {
        String config = config(Map.of(
                "compose.yaml", "services:\n  web:\n    extends: {file: common/base.yaml, service: app}\n",
                "common/base.yaml", """
                        services:
                          app:
                            extends: root
                            volumes: ["./data:/data"]
                          root:
                            image: app:1
                        """));

        assertThat(config).contains("image: app:1", "/common/data\n").doesNotContain("root:");
    }

    @Test
    void a_circle_of_services_is_told() {
        assertThat(errors(Map.of("compose.yaml", """
                services:
                  one: {image: a, extends: two}
                  two: {extends: one}
                """))).contains(Code.CIRCULAR_REFERENCE);
    }

    @Test
    void a_service_that_is_not_there_is_told_with_the_name_that_was_meant() {
        ComposeLoader.Shown loaded = load(Map.of("compose.yaml", """
                services:
                  base: {image: a}
                  web: {image: b, extends: {service: bsae}}
                """));

        Diagnostic error = loaded.diagnostics().errors().getFirst();
        assertThat(error.code()).isEqualTo(Code.UNDEFINED_REFERENCE);
        assertThat(error.label()).hasValue("did you mean `base`?");
        assertThat(error.span().orElseThrow()).hasToString("compose.yaml:3:38");
    }

    @Test
    void an_included_file_has_its_own_directory_and_variables() {
        String config = config(Map.of(
                "compose.yaml", "include: [db/compose.yaml]\nservices: {web: {image: nginx, networks: [back]}}\n",
                "db/compose.yaml", """
                        services:
                          db:
                            image: "postgres:${TAG}"
                            volumes: ["./data:/data"]
                        networks: {back: {}}
                        """,
                "db/.env", "TAG=17\n"));

        assertThat(config).contains("image: postgres:17", "/db/data\n", "web:", "back: {}");
    }

    @Test
    void what_is_included_cannot_be_defined_again() {
        assertThat(errors(Map.of(
                        "compose.yaml", "include: [{path: other.yaml}]\nservices: {db: {image: b}}\n",
                        "other.yaml", "services: {db: {image: a}}\n")))
                .containsExactly(Code.CONFLICTING_KEYS);
    }

    @Test
    void a_circle_of_files_is_told() {
        assertThat(errors(Map.of(
                        "compose.yaml", "include: [other.yaml]\nservices: {web: {image: b}}\n",
                        "other.yaml", "include: [compose.yaml]\n")))
                .containsExactly(Code.CIRCULAR_REFERENCE);
    }

    @Test
    void tags_take_earlier_values_away_or_replace_them() {
        Map<String, String> files = Map.of(
                "compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["80:80"]
                            dns: [1.1.1.1]
                            cap_add: [BPF]
                            environment: {A: "1", B: "2"}
                        """,
                "over.yaml", """
                        services:
                          web:
                            ports: !reset []
                            dns: !override [8.8.8.8]
                            cap_add: [KILL]
                            environment:
                              A: !reset null
                        """);
        ComposeLoader.Shown ours = ComposeLoader.loadForDisplay(
                List.of("compose.yaml", "over.yaml"), Environment.empty(), MemoryFiles.of(files), true, Reading.OURS);
        ComposeLoader.Shown peers = ComposeLoader.loadForDisplay(
                List.of("compose.yaml", "over.yaml"), Environment.empty(), MemoryFiles.of(files), true, Reading.PEER);

        assertThat(ConfigPrinter.print(ours.tree().orElseThrow())).isEqualTo("""
                version: "3.13"
                services:
                  web:
                    cap_add:
                      - BPF
                      - KILL
                    dns:
                      - 8.8.8.8
                    environment:
                      B: "2"
                    image: app:1
                """);
        assertThat(ConfigPrinter.print(peers.tree().orElseThrow())).contains("published: 80", "1.1.1.1");
    }

    private static String config(Map<String, String> files) {
        ComposeLoader.Shown loaded = load(files);
        return ConfigPrinter.print(loaded.tree().orElseThrow(() -> new AssertionError(loaded.diagnostics())));
    }

    private static List<Code> errors(Map<String, String> files) {
        return load(files).diagnostics().errors().stream().map(Diagnostic::code).toList();
    }

    private static ComposeLoader.Shown load(Map<String, String> files) {
        return ComposeLoader.loadForDisplay(
                List.of("compose.yaml"), Environment.empty(), MemoryFiles.of(files), true, Reading.OURS);
    }
}
