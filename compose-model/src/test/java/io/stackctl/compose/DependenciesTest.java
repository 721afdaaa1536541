package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.spec.ServiceSpec.Dependencies;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private static final String BOTH_FORMS = """
            services:
              web:
                image: web
                depends_on:
                  db: {condition: service_healthy}
                  migration: {condition: service_completed_successfully, restart: true}
                  queue: {required: false}
              worker: {image: worker, depends_on: [db, web]}
              db: {image: db}
              migration: {image: migration}
            """;

    @Test
    void both_forms_reach_the_spec() {
        assertThat(dependencies(BOTH_FORMS, Reading.OURS, "web"))
                .contains(new Dependencies(new TreeMap<>(Map.of(
                        "db", Condition.HEALTHY, "migration", Condition.COMPLETED, "queue", Condition.STARTED))));
        assertThat(dependencies(BOTH_FORMS, Reading.OURS, "worker"))
                .contains(new Dependencies(new TreeMap<>(Map.of("db", Condition.STARTED, "web", Condition.STARTED))));
        assertThat(dependencies(BOTH_FORMS, Reading.OURS, "db")).isEmpty();
    }

    @Test
    void they_are_noted_as_honoured_and_what_is_not_is_told() {
        ComposeLoader.Loaded loaded = load(BOTH_FORMS, Reading.OURS);

        assertThat(loaded.diagnostics().notes())
                .extracting(Diagnostic::message)
                .containsExactly("`depends_on` of `web` is honoured", "`depends_on` of `worker` is honoured");
        assertThat(loaded.diagnostics().warnings())
                .extracting(Diagnostic::message)
                .containsExactly("`restart` of a dependency has no effect in a stack");
    }

    @Test
    void the_peer_starts_all_at_once() {
        String list = "services: {web: {image: web, depends_on: [db]}, db: {image: db}}";

        assertThat(dependencies(list, Reading.PEER, "web")).isEmpty();
        assertThat(load(list, Reading.PEER).diagnostics().warnings())
                .extracting(Diagnostic::code)
                .containsExactly(Code.IGNORED_KEY);
    }

    @Test
    void a_service_that_is_not_there_is_told_with_the_one_that_was_meant() {
        Diagnostic warning = load("services: {web: {image: web, depends_on: [dbs]}, db: {image: db}}", Reading.OURS)
                .diagnostics()
                .warnings()
                .getFirst();

        assertThat(warning.code()).isEqualTo(Code.IGNORED_DEPENDENCY);
        assertThat(warning.label()).contains("did you mean `db`?");
    }

    @Test
    void each_step_of_a_circle_is_told_and_no_other() {
        List<String> told = load("""
                        services:
                          a: {image: a, depends_on: [b, e]}
                          b: {image: b, depends_on: [c]}
                          c: {image: c, depends_on: [a]}
                          d: {image: d, depends_on: [a, d]}
                          e: {image: e}
                        """, Reading.OURS).diagnostics().warnings().stream()
                .map(Diagnostic::message)
                .toList();

        assertThat(told)
                .containsExactly(
                        "services `a` and `b` wait for each other",
                        "services `b` and `c` wait for each other",
                        "services `c` and `a` wait for each other",
                        "service `d` depends on itself");
    }

    @Test
    void a_list_and_a_mapping_of_two_files_become_one_mapping() {
        Files files = MemoryFiles.of(Map.of(
                "a.yaml", "services: {web: {image: web, depends_on: [db]}, db: {image: db}}",
                "b.yaml", "services: {web: {depends_on: {db: {condition: service_healthy}}}}"));
        ComposeLoader.Shown shown = ComposeLoader.loadForDisplay(
                List.of("a.yaml", "b.yaml"), Environment.empty(), files, true, Reading.OURS);

        assertThat(ConfigPrinter.print(shown.tree().orElseThrow())).contains("""
                    depends_on:
                      db:
                        condition: service_healthy
                """);
    }

    private static Optional<Dependencies> dependencies(String text, Reading reading, String service) {
        ComposeLoader.Loaded loaded = load(text, reading);
        return StackConverter.convert("demo", loaded.file().orElseThrow(), MemoryFiles.of(Map.of()), reading)
                .stack()
                .orElseThrow()
                .services()
                .stream()
                .filter(spec -> spec.name().equals("demo_" + service))
                .findFirst()
                .orElseThrow()
                .dependencies();
    }

    private static ComposeLoader.Loaded load(String text, Reading reading) {
        return ComposeLoader.load(
                List.of("compose.yaml"), Environment.empty(), MemoryFiles.of(Map.of("compose.yaml", text)), reading);
    }
}
