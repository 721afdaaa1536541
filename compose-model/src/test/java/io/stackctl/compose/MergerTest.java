package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergerTest {
    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "command: a b | command: a c | command: [a, c]",
                "command: a b | command: [] | command: [a, b]",
                "environment: {A: 1, B: 2} | environment: [B=3] | environment: {A: 1, B: 3}",
                "cap_add: [A] | cap_add: [B] | cap_add: [A, B]",
                "read_only: true | read_only: false | read_only: true",
                "deploy: {replicas: 3} | deploy: {replicas: 0} | deploy: {replicas: 0}",
                "ports: ['8080:80'] | ports: ['8080:81', '7070:80'] | ports: ['7070:80', '8080:81']",
                "volumes: ['aa:/x', 'bb:/y'] | volumes: ['cc:/x'] | volumes: ['cc:/x', 'bb:/y']",
                "networks: {n: {aliases: [a]}} | networks: {n: {aliases: [b]}, m: {}} | networks: {n: {aliases: [b]}, m: {}}",
                "ulimits: {nofile: {soft: 1, hard: 2}} | ulimits: {nofile: 5} | ulimits: {nofile: 5}",
                "logging: {driver: a, options: {x: y}} | logging: {driver: b} | logging: {driver: b}",
                "logging: {driver: a, options: {x: y}} | logging: {options: {z: w}} | logging: {driver: a, options: {x: y, z: w}}",
                "healthcheck: {test: [CMD, a]} | healthcheck: {test: [CMD, b]} | healthcheck: {test: [CMD, a, CMD, b]}"
            })
    void a_later_file_lies_over_an_earlier_one(String base, String over, String expected) {
        assertThat(print(service(base), service(over))).isEqualTo(print(service(expected)));
    }

    @Test
    void an_entry_that_is_lost_gives_a_warning() {
        ComposeLoader.Shown loaded = load(service("ports: ['53:53/tcp', '53:53/udp']"), service("tty: true"));

        assertThat(loaded.diagnostics().all()).extracting(Diagnostic::code).containsExactly(Code.COLLAPSED_ENTRY);
    }

    @Test
    void a_mistake_is_shown_in_the_file_that_made_it() {
        ComposeLoader.Shown loaded = load(service("tty: true"), service("tyy: true"));

        assertThat(loaded.diagnostics().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.span().orElseThrow()).hasToString("b.yml:4:5"));
    }

    private static String service(String attribute) {
        return "services:\n  s:\n    image: x\n    " + attribute + "\n";
    }

    private static String print(String... files) {
        return ConfigPrinter.print(load(files).tree().orElseThrow());
    }

    private static ComposeLoader.Shown load(String... files) {
        MemoryFiles memory = MemoryFiles.of(
                files.length == 1 ? Map.of("a.yml", files[0]) : Map.of("a.yml", files[0], "b.yml", files[1]));
        List<String> names = files.length == 1 ? List.of("a.yml") : List.of("a.yml", "b.yml");
        return ComposeLoader.loadForDisplay(names, Environment.empty(), memory, true, Reading.OURS);
    }
}
