package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.engine.TestEngine;
import io.stackctl.fixtures.engine.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What users are promised of changes: the truth, the whole stack or nothing, just what was reviewed, one at a time. */
@Tag("e2e")
class PromisesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final SharedMachine SHARED = new SharedMachine();

    private static Installation machine;
    private static TestEngine engine;

    @TempDir
    static Path root;

    @BeforeAll
    static void share() {
        machine = SHARED.machine();
        engine = SHARED.engine();
    }

    @Test
    void a_service_that_turns_unhealthy_takes_its_whole_stack_back_also_when_the_leader_dies_meanwhile()
            throws Exception {
        deployed("whole", fiveServices(TestImages.IDLE, "true"), "one");
        var before = containers("whole");

        machine.write("settings.txt", "two");
        machine.write("whole.yml", fiveServices(TestImages.IDLE_2, "echo the well is dry; exit 1"));
        var running = machine.start("deploy", "-c", "whole.yml", "whole");
        Await.until("the rollback", LIMIT, () -> running.errorsSoFar().contains("rolling back"));
        machine.killDaemon();
        machine.restartDaemon();
        var ended = machine.end(running);

        assertThat(ended.code()).as(ended.all()).isEqualTo(3);
        assertThat(ended.errors()).contains("whole/s4", "FAILED task 1", "the well is dry", "was rolled back");
        Await.until("one container a service", LIMIT, () -> containers("whole").size() == 5);
        assertThat(images("whole").values()).containsOnly(TestImages.IDLE);
        assertThat(settings("whole_s5")).isEqualTo("one");
        assertThat(containers("whole")).containsEntry("whole_s4.1", before.get("whole_s4.1"));
        var history = machine.run("history", "whole").output();
        assertThat(history).containsPattern("(?m)^3 .*settled").containsPattern("(?m)^2 .*failed");
    }

    private static String fiveServices(String image, String probe) {
        var services = new StringBuilder("services:\n");
        for (int i = 1; i <= 5; i++) {
            services.append("""
                      s%d:
                        image: %s
                        stop_grace_period: 1s
                        configs: [{source: settings, target: /settings}]
                        healthcheck: {test: ["CMD", "/bin/sh", "-c", "%s"], interval: 1s, retries: 1}
                        x-drain: 0s
                        deploy:
                          update_config: {failure_action: rollback, order: start-first, parallelism: 0, monitor: 1s}
                          rollback_config: {parallelism: 0, monitor: 0s}
                    """.formatted(i, image, i == 4 ? probe : "true"));
        }
        return services + "configs:\n  settings:\n    file: settings.txt\n";
    }

    @Test
    void what_has_done_its_work_and_what_shall_not_run_counts_as_done() throws Exception {
        deployed("done", """
                services:
                  migrate:
                    image: %s
                    environment: {CODE: "0"}
                    deploy: {restart_policy: {condition: on-failure}}
                  later:
                    image: %s
                    deploy: {replicas: 0}
                """.formatted(TestImages.EXIT, TestImages.IDLE), "");
        assertThat(machine.run("ps", "done").output()).contains("done_migrate.1", "Complete");
    }

    @Test
    void what_no_node_can_run_is_refused_at_once_with_a_reason_for_each_node() throws Exception {
        var refused = deploy("nowhere", """
                services:
                  web:
                    image: %s
                    deploy: {placement: {constraints: ["node.labels.disk == ssd"]}}
                """.formatted(TestImages.IDLE), "");
        assertThat(refused.code()).as(refused.all()).isEqualTo(6);
        assertThat(refused.errors()).contains("nowhere_web", "node.labels.disk", hostname());
        assertThat(machine.run("ls", "--format", "{{.Name}}").output()).doesNotContain("nowhere");
    }

    @Test
    void a_change_of_labels_restarts_nothing_and_a_plan_is_carried_out_as_reviewed_or_not_at_all() throws Exception {
        deployed("plan", web("labels: {color: blue}"), "");
        var before = containers("plan");
        deployed("plan", web("labels: {color: green}"), "");
        assertThat(containers("plan")).isEqualTo(before);

        machine.write(
                "plan.yml",
                "services:\n  web:\n    x-drain: 0s\n    deploy: {labels: {color: green}, update_config: {monitor: 500ms}}\n"
                        + "    stop_grace_period: 1s\n    image: " + TestImages.IDLE + "\n");
        var reordered = machine.run("diff", "--exit-code", "-c", "plan.yml", "plan");
        assertThat(reordered.code()).as(reordered.all()).isZero();
        machine.write("exported.yml", machine.run("export", "plan").output());
        var exported = machine.run("diff", "--exit-code", "-c", "exported.yml", "plan");
        assertThat(exported.code()).as(exported.all()).isZero();

        machine.write("plan.yml", web("labels: {color: red}"));
        var reviewed = machine.run("diff", "-o", "json", "-c", "plan.yml", "plan");
        var id = Pattern.compile("\"plan\":\\s*\"([0-9a-f]+)\"").matcher(reviewed.output());
        assertThat(id.find()).as(reviewed.all()).isTrue();
        deployed("plan", web("labels: {color: black}"), "");
        machine.write("plan.yml", web("labels: {color: red}"));
        var stale = machine.run("deploy", "--plan", id.group(1), "-c", "plan.yml", "plan");
        assertThat(stale.code()).as(stale.all()).isEqualTo(7);
        assertThat(machine.run("history", "plan").output()).doesNotContainPattern("(?m)^4 ");
        assertThat(containers("plan")).isEqualTo(before);
    }

    private static String web(String labels) {
        return "services:\n  web:\n    image: " + TestImages.IDLE + "\n    stop_grace_period: 1s\n    x-drain: 0s\n"
                + "    deploy: {update_config: {monitor: 500ms}, " + labels + "}\n";
    }

    @Test
    void who_edits_a_config_and_deploys_has_it_in_the_services_that_use_it_and_only_they_roll() throws Exception {
        var file = """
                services:
                  reader:
                    image: %s
                    configs: [{source: settings, target: /settings}]
                    deploy: {update_config: {monitor: 500ms}}
                  other:
                    image: %s
                    deploy: {update_config: {monitor: 500ms}}
                configs:
                  settings: {file: settings.txt}
                """.formatted(TestImages.IDLE, TestImages.IDLE);
        deployed("edit", file, "first");
        var before = containers("edit");
        deployed("edit", file, "second");
        assertThat(settings("edit_reader")).isEqualTo("second");
        var after = containers("edit");
        assertThat(after.get("edit_other.1")).isEqualTo(before.get("edit_other.1"));
        assertThat(after.get("edit_reader.1")).isNotEqualTo(before.get("edit_reader.1"));
        deployed("edit", file, "first");
        assertThat(settings("edit_reader")).isEqualTo("first");
    }

    @Test
    void of_two_tools_at_one_stack_the_second_waits_and_a_dead_one_holds_nothing() throws Exception {
        machine.write("locked.yml", """
                services:
                  web:
                    image: %s
                    healthcheck: {test: ["CMD", "false"], interval: 1s, retries: 1000}
                """.formatted(TestImages.IDLE));
        var first = machine.start("deploy", "-c", "locked.yml", "locked");
        Await.until("the first at work", LIMIT, () -> first.errorsSoFar().contains("revision 1"));

        var impatient = machine.run("deploy", "--lock-wait", "0", "-c", "locked.yml", "locked");
        assertThat(impatient.code()).as(impatient.all()).isEqualTo(7);
        assertThat(impatient.errors()).contains("stack locked is locked by ", " (deploy) since ");

        machine.write("locked.yml", web("labels: {}"));
        var second = machine.start("deploy", "-c", "locked.yml", "locked");
        Await.until("the second waiting", LIMIT, () -> second.errorsSoFar().contains("waiting: stack locked"));
        first.process().destroyForcibly().waitFor();
        var ended = machine.end(second);
        assertThat(ended.code()).as(ended.all()).isZero();
    }

    @Test
    void an_interrupted_deploy_says_how_to_follow_it_and_leaves_its_report() throws Exception {
        machine.write("long.yml", """
                services:
                  web:
                    image: %s
                    stop_grace_period: 1s
                    healthcheck: {test: ["CMD", "false"], interval: 1s, retries: 1000}
                """.formatted(TestImages.IDLE));
        var report = root.resolve("report.xml");
        var running = machine.start("deploy", "--report", "junit=" + report, "-c", "long.yml", "long");
        Await.until("the deploy is watched", LIMIT, () -> running.errorsSoFar().contains("revision 1"));
        var waiting = root.resolve("waiting.xml");
        var second = machine.start("deploy", "--report", "junit=" + waiting, "-c", "long.yml", "long");
        Await.until("the second waiting", LIMIT, () -> second.errorsSoFar().contains("waiting: stack long"));

        var ended = interrupted(second);
        assertThat(ended.code()).as(ended.all()).isEqualTo(130);
        assertThat(ended.errors()).contains("interrupted: nothing was changed");
        assertThat(waiting)
                .content()
                .contains("name=\"web\"", "<failure message=\"interrupted: nothing was changed\">");

        ended = interrupted(running);
        assertThat(ended.code()).as(ended.all()).isEqualTo(130);
        assertThat(ended.errors()).contains("stackctl ps long");
        assertThat(report).content().contains("tests=\"1\" failures=\"1\"", "name=\"web\"", "<failure message=\"");
    }

    private static Installation.Ended interrupted(Installation.Running running) throws Exception {
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(running.pid()))
                .start()
                .waitFor();
        return machine.end(running);
    }

    private static void deployed(String stack, String text, String settings) throws IOException {
        var ended = deploy(stack, text, settings);
        assertThat(ended.code()).as(ended.all()).isZero();
    }

    private static Installation.Ended deploy(String stack, String text, String settings) throws IOException {
        machine.write("settings.txt", settings);
        machine.write(stack + ".yml", text);
        return machine.run("deploy", "-c", stack + ".yml", stack);
    }

    /** Of a stack: task to container, as far as they run. */
    private static Map<String, String> containers(String stack) {
        var found = new TreeMap<String, String>();
        running(stack).forEach(container -> found.put(task(container), container.getId()));
        return found;
    }

    private static Map<String, String> images(String stack) {
        var found = new TreeMap<String, String>();
        running(stack).forEach(container -> found.put(task(container), container.getImage()));
        return found;
    }

    private static List<Container> running(String stack) {
        return engine.client().listContainersCmd().exec().stream()
                .filter(container -> container.getNames()[0].startsWith("/" + stack + "_"))
                .toList();
    }

    /** Without the id at the end. */
    private static String task(Container container) {
        var name = container.getNames()[0].substring(1);
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** What the running container of a service reads at /settings. */
    private static String settings(String service) throws IOException {
        var id = Objects.requireNonNull(
                containers(service.substring(0, service.indexOf('_'))).get(service + ".1"));
        var mounts = engine.client().inspectContainerCmd(id).exec().getMounts();
        for (var mount : Objects.requireNonNull(mounts)) {
            if (Objects.requireNonNull(mount.getDestination()).getPath().equals("/settings")) {
                return Files.readString(Path.of(Objects.requireNonNull(mount.getSource())));
            }
        }
        throw new AssertionError(service + " has no /settings");
    }

    private static String hostname() {
        return machine.run("node", "ls", "--format", "{{.Hostname}}").output().strip();
    }
}
