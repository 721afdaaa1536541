package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.yaml.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Breaks one thing of a good file at a time and asks for an error on its line, with the right remedy. */
class MutationTest {
    private static final double SHARE = 0.95;
    private static final Pattern KEY = Pattern.compile("( *(?:- )?)([a-z_]{4,}):(.*)");
    private static final List<String> NAMES = List.of("shop", "cache", "orders", "front", "back", "token");

    private static final List<String> GOOD = """
            services:
              shop:
                image: shop:1.0
                command: [serve, --port, "80"]
                user: "1000"
                hostname: shop
                networks:
                  - front
                  - back
                ports:
                  - "8080:80"
                  - target: 443
                    published: 8443
                    protocol: tcp
                secrets:
                  - source: token
                    target: api-token
                volumes:
                  - type: volume
                    source: orders
                    target: /var/lib/orders
                healthcheck:
                  test: [CMD, wget, localhost]
                  interval: 10s
                  timeout: 2s
                  retries: 3
                logging:
                  driver: json-file
                read_only: true
                stop_grace_period: 30s
                deploy:
                  mode: replicated
                  replicas: 3
                  endpoint_mode: vip
                  update_config:
                    parallelism: 2
                    delay: 5s
                    order: start-first
                    failure_action: rollback
                  restart_policy:
                    condition: on-failure
                    max_attempts: 3
                  resources:
                    limits:
                      cpus: "0.5"
                      memory: 128M
                  placement:
                    max_replicas_per_node: 2
                    constraints:
                      - node.role==worker
            networks:
              front:
                driver: overlay
              back:
                internal: true
            volumes:
              orders:
                driver: local
            secrets:
              token:
                file: ./token.txt
            """.lines().toList();

    private int asked;
    private final List<String> missed = new ArrayList<>();

    @Test
    void the_file_itself_is_good() {
        assertThat(load(GOOD)).isEmpty();
    }

    @Test
    void a_slip_in_a_key_is_found_on_its_line_with_the_key_that_was_meant() {
        eachKey((line, matcher) -> {
            String key = matcher.group(2);
            String slip = key.substring(0, 2) + key.charAt(3) + key.charAt(2) + key.substring(4);
            if (!slip.equals(key)) {
                expect(line, matcher.group(1) + slip + ":" + matcher.group(3), key);
            }
        });
        enough();
    }

    @Test
    void a_value_of_the_wrong_kind_is_found_on_its_line() {
        eachKey((line, matcher) -> {
            if (!matcher.group(3).isBlank()) {
                expect(line, matcher.group(1) + matcher.group(2) + ": {wrong: {kind: 1}}", "");
            }
        });
        enough();
    }

    @Test
    void a_word_that_is_none_of_the_allowed_is_found_on_its_line() {
        for (String word : List.of("replicated", "start-first", "rollback", "on-failure", "vip", "tcp")) {
            for (int i = 0; i < GOOD.size(); i++) {
                if (GOOD.get(i).endsWith(": " + word)) {
                    expect(i, GOOD.get(i) + "x", "");
                }
            }
        }
        enough();
    }

    @Test
    void a_reference_to_nothing_is_found_on_its_line_with_the_name_that_was_meant() {
        for (String line :
                List.of("      - front", "      - back", "      - source: token", "        source: orders")) {
            expect(GOOD.indexOf(line), line + "s", line.substring(line.lastIndexOf(' ') + 1));
        }
        enough();
    }

    @Test
    void a_line_that_is_indented_too_far_is_found_where_it_is_or_where_the_next_one_does_not_fit() {
        for (int i = 1; i < GOOD.size(); i++) {
            boolean first = indent(i - 1) < indent(i);
            if (!first && !GOOD.get(i).strip().startsWith("-")) {
                expectNear(i, " " + GOOD.get(i));
            }
        }
        enough();
    }

    private static int indent(int line) {
        return GOOD.get(line).length() - GOOD.get(line).stripLeading().length();
    }

    private void expectNear(int line, String mutated) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(line, mutated);
        asked++;
        boolean found = load(lines).stream()
                .flatMap(error -> error.span().stream())
                .anyMatch(span -> span.line() == line + 1 || span.line() == line + 2);
        if (!found) {
            missed.add(mutated + " -> " + load(lines));
        }
    }

    private interface Mutation {
        void apply(int line, Matcher matcher);
    }

    private static void eachKey(Mutation mutation) {
        for (int i = 0; i < GOOD.size(); i++) {
            Matcher matcher = KEY.matcher(GOOD.get(i));
            if (matcher.matches() && !NAMES.contains(matcher.group(2))) {
                mutation.apply(i, matcher);
            }
        }
    }

    /** An error on this line is due, which names the word that was meant. */
    private void expect(int line, String mutated, String meant) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(line, mutated);
        asked++;
        boolean found = load(lines).stream()
                .filter(error -> error.span().map(Span::line).equals(Optional.of(line + 1)))
                .anyMatch(error -> meant.isEmpty() || error.label().orElse("").contains("`" + meant + "`"));
        if (!found) {
            missed.add(mutated + " -> " + load(lines));
        }
    }

    private void enough() {
        assertThat(asked).isPositive();
        assertThat((double) (asked - missed.size()) / asked)
                .as(missed.toString())
                .isGreaterThanOrEqualTo(SHARE);
    }

    private static List<Diagnostic> load(List<String> lines) {
        Files files = MemoryFiles.of(Map.of("compose.yaml", String.join("\n", lines), "token.txt", "secret"));
        return ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files, Reading.OURS)
                .diagnostics()
                .errors();
    }
}
