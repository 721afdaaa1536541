package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    /** Without a daemon: its address comes in the error. */
    private CommandRun run(Map<String, String> variables, String... arguments) {
        var environment = new HashMap<>(variables);
        environment.put("STACKCTL_CONFIG", folder.toString());
        return CommandRun.withoutDaemonIn(environment, arguments);
    }

    private CommandRun run(String line) {
        return run(Map.of(), line.split(" ", -1));
    }

    private void create() {
        var run = run("context create production --host ssh://root@manager1:2222 --description main");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("production\n");
        assertThat(run.err()).isEqualTo("Successfully created context \"production\"\n");
    }

    @Test
    void aContextThatIsUsedIsTheHostOfTheCommandsToCome() {
        create();
        assertThat(run("ls").err()).startsWith("no daemon at unix:///run/stackctl/stackctl.sock");
        assertThat(run("context use production").out()).isEqualTo("production\n");
        assertThat(run("ls").err()).startsWith("no daemon at ssh://root@manager1:2222");
        assertThat(run("context show").out()).isEqualTo("production\n");
        assertThat(run("context use default").code()).isZero();
        assertThat(run("ls").err()).startsWith("no daemon at unix:///run/stackctl/stackctl.sock");
    }

    @Test
    void whatIsSaidWinsOverTheEnvironmentAndThatOverWhatIsUsed() {
        create();
        assertThat(run("context create other --host unix:///o.sock").code()).isZero();
        assertThat(run("context use other").code()).isZero();
        var host = Map.of("STACKCTL_HOST", "unix:///h.sock");
        var both = Map.of("STACKCTL_HOST", "unix:///h.sock", "STACKCTL_CONTEXT", "production");
        assertThat(run(host, "ls").err()).startsWith("no daemon at unix:///h.sock");
        assertThat(run(both, "ls").err()).startsWith("no daemon at ssh://root@manager1:2222");
        assertThat(run(both, "--context", "other", "ls").err()).startsWith("no daemon at unix:///o.sock");
        assertThat(run(both, "-H", "unix:///f.sock", "ls").err()).startsWith("no daemon at unix:///f.sock");
        assertThat(run(host, "context", "show").out()).isEqualTo("default\n");
        assertThat(run(both, "context", "show").out()).isEqualTo("production\n");
        assertThat(run(host, "context", "use", "production").err())
                .contains("STACKCTL_HOST environment variable overrides");
        assertThat(run("-H unix:///f.sock --context other ls").err())
                .startsWith("conflicting options: cannot specify both --host and --context");
    }

    @Test
    void theyAreListedAndInspected() {
        create();
        assertThat(run("context use production").code()).isZero();
        assertThat(run("context ls").out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "NAME|DESCRIPTION|ENDPOINT",
                        "default|The daemon of this machine|unix:///run/stackctl/stackctl.sock",
                        "production *|main|ssh://root@manager1:2222");
        assertThat(run("context ls -q").out()).isEqualTo("default\nproduction\n");
        assertThat(run(Map.of(), "context", "inspect", "--format", "{{.Endpoint}} {{.Current}}")
                        .out())
                .isEqualTo("ssh://root@manager1:2222 true\n");
    }

    @Test
    void oneThatIsUsedIsRemovedOnlyByForceAndLeavesTheDefault() {
        create();
        assertThat(run("context use production").code()).isZero();
        var refused = run("context rm production");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("context \"production\" is in use, set -f flag to force remove\n");
        assertThat(run("context rm -f production").out()).isEqualTo("production\n");
        assertThat(run("context show").out()).isEqualTo("default\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "context create production --host unix:///x.sock ~ context \"production\" already exists",
                "context create default --host unix:///x.sock ~ \"default\" is a reserved context name",
                "context create ../up --host unix:///x.sock ~ context name \"../up\" is invalid",
                "context create fresh ~ name the host of the context",
                "context create fresh --host http://x ~ invalid host http://x",
                "context create fresh --host ssh://-oProxyCommand=x ~ invalid host ssh://-oProxyCommand=x",
                "context create fresh --host ssh://a@-b ~ invalid host ssh://a@-b",
                "context create fresh --host ssh://a:99999 ~ invalid host ssh://a:99999",
                "context use none ~ context \"none\" does not exist",
                "context rm none ~ context \"none\" does not exist",
                "context rm default ~ \"default\" is a reserved context name",
                "context inspect none ~ context \"none\" does not exist",
                "--context none ls ~ context \"none\" does not exist",
            })
    void mistakesEndWithOneAndAPlainText(String line, String text) {
        create();
        var run = run(line);
        assertThat(run.err()).startsWith(text);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileThatIsNoContextIsNamed() throws Exception {
        create();
        var file = folder.resolve("contexts/production.properties");
        Files.writeString(file, "nothing");
        var run = run(Map.of(), Arrays.asList("--context", "production", "ls").toArray(String[]::new));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(file + " names no host");
    }
}
