package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.CommandTree.Branch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {
    static Stream<List<String>> commands() {
        var paths = new ArrayList<List<String>>();
        collect(List.of(), Commands.ALL, paths);
        return paths.stream();
    }

    private static void collect(List<String> before, List<Branch> level, List<List<String>> paths) {
        for (Branch branch : level) {
            for (String name : branch.names()) {
                var path = new ArrayList<>(before);
                path.add(name);
                paths.add(path);
                collect(path, branch.children(), paths);
            }
        }
    }

    private static String[] words(List<String> path, String... more) {
        return Stream.concat(path.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void everyCommandEndsWithOneOnABadFlagAndSaysWhereToReadOn(List<String> path) {
        var run = CommandRun.withoutDaemon(words(path, "--no-such-flag"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("unknown flag: --no-such-flag")
                .contains("\n\nUsage:  stackctl ")
                .contains(" --help' for more information\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void everyCommandHasADescriptionAndLeavesHaveExamples(List<String> path) {
        var run = CommandRun.withoutDaemon(words(path, "--help"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage:  stackctl ");
        CommandLine line = CommandTree.build(CommandContext.ofProcess(), path.toArray(String[]::new));
        for (String word : path) {
            line = Objects.requireNonNull(line.getSubcommands().get(word));
        }
        assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
        if (line.getSubcommands().isEmpty()) {
            assertThat(run.out()).contains("Examples:\n  stackctl ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "ps ~ stackctl: 'stackctl ps' requires 1 argument",
                "ps a b ~ stackctl: 'stackctl ps' requires 1 argument",
                "ls a ~ stackctl: 'stackctl ls' accepts no arguments",
                "rm ~ stackctl: 'stackctl rm' requires at least 1 argument",
                "secret create a ~ stackctl: 'stackctl secret create' requires 2 arguments",
                "deplo ~ stackctl: unknown command: stackctl deplo (did you mean deploy?)",
                "secret foo ~ stackctl: unknown command: stackctl secret foo",
                "config foo ~ stackctl: unknown command: stackctl config foo",
                "ls -x ~ unknown shorthand flag: 'x' in -x",
                "deploy --promote ~ unknown flag: --promote",
                "ps --no-trun demo ~ unknown flag: --no-trun (did you mean --no-trunc?)",
                "ps --filter ~ flag needs an argument: --filter",
                "ps -f x demo ~ invalid argument \"x\" for \"-f, --filter\" flag: bad format of filter (expected name=value)",
                "ps -f x=y demo ~ invalid filter 'x': the filters here are id, name, node, desired-state",
                "ps -f desired-state=gone demo ~ invalid desired-state filter: 'gone'",
                "rm --detach=maybe x ~ invalid argument \"maybe\" for \"-d, --detach\" flag: strconv.ParseBool",
                "rm --timeout=soon x ~ invalid argument \"soon\" for \"--timeout\" flag: time: invalid duration",
                "ls -o xml ~ invalid argument \"xml\" for \"-o, --output\" flag: must be one of table, json, yaml",
                "ls -o json --format json ~ --format and -o cannot be used together",
                "-H tcp://1.2.3.4 ls ~ invalid host tcp://1.2.3.4",
                "deploy x ~ specify a Compose file (with --compose-file)",
                "deploy -c a.yml --resolve-image maybe x ~ invalid option maybe for flag --resolve-image",
                "ls ~ no daemon at unix:///run/stackctl/stackctl.sock",
                "-H unix:///x.sock ls ~ no daemon at unix:///x.sock",
                "ls --host=/y.sock ~ no daemon at unix:///y.sock",
                "help nothing ~ unknown command: stackctl nothing",
            })
    void mistakesOnTheCommandLineEndWithOneAndAPlainText(String line, String text) {
        var run = CommandRun.withoutDaemon(line.split(" ", -1));
        assertThat(run.err()).startsWith(text);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anEmptyStackNameIsRefusedInDockersWords() {
        var run = CommandRun.withoutDaemon("ps", " '' ");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("invalid stack name: \" '' \"\n");
    }

    @Test
    void alongTheWayOnlyTheCommandsOfThePathAreMade() {
        var line = CommandTree.build(CommandContext.ofProcess(), "-H", "secret", "stack", "ls");
        assertThat(line.getSubcommands().keySet()).containsExactly("stack");
        var stack = Objects.requireNonNull(line.getSubcommands().get("stack"));
        assertThat(stack.getSubcommands().keySet()).containsExactly("ls", "list");
    }

    @Test
    void theLauncherGivesBackTheLocaleOfTheUser() {
        assertThat(UserEnvironment.variables(
                        java.util.Map.of("LC_ALL", "C.UTF-8", "STACKCTL_USER_LC_ALL", "=de_DE", "A", "b")))
                .containsExactly(java.util.Map.entry("A", "b"), java.util.Map.entry("LC_ALL", "de_DE"));
        assertThat(UserEnvironment.variables(java.util.Map.of("LC_ALL", "C.UTF-8", "STACKCTL_USER_LC_ALL", "")))
                .isEmpty();
        assertThat(UserEnvironment.variables(java.util.Map.of("LC_ALL", "fr"))).containsEntry("LC_ALL", "fr");
    }
}
