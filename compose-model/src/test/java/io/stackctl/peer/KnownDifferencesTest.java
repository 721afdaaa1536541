package io.stackctl.peer;

import static io.stackctl.diagnostic.Code.COLLAPSED_ENTRY;
import static io.stackctl.diagnostic.Code.DROPPED_DOLLAR;
import static io.stackctl.diagnostic.Code.DUPLICATE_PORT;
import static io.stackctl.diagnostic.Code.EXTRA_DOCUMENT;
import static io.stackctl.diagnostic.Code.FORBIDDEN_KEY;
import static io.stackctl.diagnostic.Code.IGNORED_KEY;
import static io.stackctl.diagnostic.Code.INVALID_DURATION;
import static io.stackctl.diagnostic.Code.INVALID_IMAGE;
import static io.stackctl.diagnostic.Code.INVALID_MODE;
import static io.stackctl.diagnostic.Code.INVALID_NUMBER;
import static io.stackctl.diagnostic.Code.INVALID_RESOURCES;
import static io.stackctl.diagnostic.Code.INVALID_SIZE;
import static io.stackctl.diagnostic.Code.INVALID_VARIABLE;
import static io.stackctl.diagnostic.Code.INVALID_VOLUME;
import static io.stackctl.diagnostic.Code.MISREAD_OPERATOR;
import static io.stackctl.diagnostic.Code.NESTED_VARIABLE;
import static io.stackctl.diagnostic.Code.NOW_HONOURED;
import static io.stackctl.diagnostic.Code.UNBRACED_OPERATOR;
import static io.stackctl.diagnostic.Code.UNKNOWN_KEY;
import static io.stackctl.diagnostic.Code.UNSET_VARIABLE;
import static io.stackctl.diagnostic.Code.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Environment;
import io.stackctl.compose.MemoryFiles;
import io.stackctl.compose.Reading;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of "Reading compose files" in {@code docs/differences.md}, by an example that is read both ways. */
class KnownDifferencesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "differences.md");
    private static final String NEXT_FILE = "\n%%\n";

    /**
     * One line of the page.
     *
     * @param line its first cell
     * @param yaml the files of the example
     */
    record Difference(String line, String yaml, Set<Code> peers, Set<Code> ours) {
        @Override
        public String toString() {
            return line;
        }
    }

    @ParameterizedTest
    @MethodSource("differences")
    void an_example_is_read_both_ways(Difference one) {
        assertThat(codes(one, Reading.PEER)).isEqualTo(new TreeSet<>(one.peers()));
        assertThat(codes(one, Reading.OURS)).isEqualTo(new TreeSet<>(one.ours()));
    }

    @Test
    void the_page_has_the_lines_that_are_tested() throws IOException {
        String page = Files.readString(DOCUMENT);
        String section = page.substring(page.indexOf("## Reading compose files"));
        List<String> lines = section.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split(" \\| ", -1)[0].substring(2))
                .filter(cell -> !cell.equals("what") && !cell.startsWith("---"))
                .toList();

        assertThat(lines)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(differences().stream().map(Difference::line), TESTED_ELSEWHERE.keySet().stream())
                                .toList());
    }

    @Test
    void the_other_tests_are_there() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            Set<String> names = new TreeSet<>();
            files.filter(file -> file.toString().contains("src/test/java"))
                    .forEach(file -> names.add(file.getFileName().toString()));

            assertThat(TESTED_ELSEWHERE.values())
                    .allSatisfy(name -> assertThat(names).contains(name + ".java"));
        }
    }

    private static Set<Code> codes(Difference one, Reading reading) {
        Map<String, String> files = new TreeMap<>();
        for (String text : one.yaml().split(NEXT_FILE, -1)) {
            files.put(files.size() + ".yml", text);
        }
        Set<Code> codes = new TreeSet<>();
        ComposeLoader.load(
                        List.copyOf(files.keySet()), Environment.of(Map.of("B", "b")), MemoryFiles.of(files), reading)
                .diagnostics()
                .all()
                .stream()
                .map(Diagnostic::code)
                .forEach(codes::add);
        return codes;
    }

    private static final Map<String, String> TESTED_ELSEWHERE = Map.of(
            "mistakes", "GoldenDiagnosticsTest",
            "`127.0.0.1:80:80`", "StackConverterTest",
            "`tmpfs` of a service", "StackConverterTest",
            "`oom_score_adj`", "SpecificationKeysTest",
            "`.env`", "ComposeCommandsTest",
            "the characters NEL, LS and PS", "YamlReaderTest",
            "a text that begins with a line break, printed by `config`", "ConfigRoundTripTest",
            "a dollar in what `config` prints", "ConfigRoundTripTest",
            "more than 1,000,000 keys and values in one file", "YamlReaderTest");

    static List<Difference> differences() {
        return List.of(
                difference(
                        "what only the manager refuses: bad modes, constraints, names, ports, times, two mounts with one"
                                + " target, less than 4 MiB of memory",
                        web("ports: ['80:80', '80:81']\n    deploy: {endpoint_mode: bad}"),
                        Set.of(),
                        Set.of(DUPLICATE_PORT, INVALID_MODE)),
                difference(
                        "negative times of rollouts and restarts, negative numbers of CPUs",
                        web("deploy: {update_config: {monitor: -1s}, resources: {limits: {cpus: '-1'}}}"),
                        Set.of(INVALID_DURATION, INVALID_RESOURCES),
                        Set.of(INVALID_DURATION, INVALID_RESOURCES)),
                difference(
                        "`privileged`, `security_opt`, `domainname`, `devices`, `pid`, `ipc`, `userns_mode`,"
                                + " `cgroup_parent`, `cgroupns_mode`, `shm_size`, `ipv4_address`",
                        web("privileged: true\n    domainname: d\n    ipc: host"),
                        Set.of(IGNORED_KEY),
                        Set.of(NOW_HONOURED)),
                difference(
                        "`network_mode: host` and `none`",
                        web("network_mode: host\n    ports: [80]"),
                        Set.of(IGNORED_KEY),
                        Set.of(IGNORED_KEY, NOW_HONOURED)),
                difference(
                        "`pid: service:db` and the like",
                        web("pid: 'service:db'"),
                        Set.of(IGNORED_KEY),
                        Set.of(IGNORED_KEY)),
                difference(
                        "keys of the Compose Specification",
                        web("platform: linux/amd64\n    gpus: all"),
                        Set.of(UNKNOWN_KEY),
                        Set.of(IGNORED_KEY)),
                difference("`name` at the top", "name: mine\n" + web("init: true"), Set.of(UNKNOWN_KEY), Set.of()),
                difference(
                        "`extends`, `include`, `!reset`, `!override`",
                        web("extends: {service: base}\n    labels: !reset []\n  base: {image: a, labels: [b]}"),
                        Set.of(FORBIDDEN_KEY),
                        Set.of()),
                difference("`mem_limit`", web("mem_limit: 1g"), Set.of(FORBIDDEN_KEY), Set.of()),
                difference(
                        "`true` and `false` in labels and variables",
                        web("labels: {a: true}\n    environment: {A: false}"),
                        Set.of(WRONG_TYPE),
                        Set.of()),
                difference(
                        "`${A:-${B}}`, `${A:-$B}`, `${A:-$$}`",
                        web("hostname: '${A:-${B}}'"),
                        Set.of(),
                        Set.of(NESTED_VARIABLE)),
                difference(
                        "`${A:?no-value}`",
                        web("hostname: '${A:?no-value}'"),
                        Set.of(MISREAD_OPERATOR),
                        Set.of(MISREAD_OPERATOR)),
                difference("`${A:+b}`, `${A+b}`", web("user: 'a${A:+b}'"), Set.of(INVALID_VARIABLE), Set.of()),
                difference("`restart: no`", web("restart: 'no'"), Set.of(IGNORED_KEY), Set.of(IGNORED_KEY)),
                difference(
                        "`depends_on`",
                        web("depends_on: [db]\n  db: {image: redis}"),
                        Set.of(IGNORED_KEY),
                        Set.of(NOW_HONOURED)),
                difference("`pull_policy`", web("pull_policy: always"), Set.of(UNKNOWN_KEY), Set.of()),
                difference("`$FOO-bar`", web("hostname: $B-bar"), Set.of(UNBRACED_OPERATOR), Set.of(UNBRACED_OPERATOR)),
                difference(
                        "a dollar before no variable, in a value that has a variable behind it",
                        web("hostname: a$.$B"),
                        Set.of(DROPPED_DOLLAR),
                        Set.of(DROPPED_DOLLAR)),
                difference(
                        "a variable that is not set", web("user: a$A"), Set.of(UNSET_VARIABLE), Set.of(UNSET_VARIABLE)),
                difference(
                        "second YAML document of a file",
                        web("init: true") + "---\n" + web("init: false"),
                        Set.of(EXTRA_DOCUMENT),
                        Set.of(EXTRA_DOCUMENT)),
                difference(
                        "ports that become one when files are merged",
                        web("ports: ['80', '81']") + NEXT_FILE + web("init: true"),
                        Set.of(COLLAPSED_ENTRY),
                        Set.of(COLLAPSED_ENTRY)),
                difference(
                        "`memory: 1000000000000G`, `replicas: 99999999999999999999`",
                        web("deploy: {replicas: 99999999999999999999, resources: {limits: {memory: 1000000000000G}}}"),
                        Set.of(INVALID_NUMBER),
                        Set.of(INVALID_NUMBER, INVALID_SIZE)),
                difference(
                        "an image that is an ID alone, of 64 digits",
                        "services: {web: {image: " + "c".repeat(64) + "}}\n",
                        Set.of(INVALID_IMAGE),
                        Set.of(INVALID_IMAGE)),
                difference(
                        "mounts of `type: image` and `type: cluster`",
                        web("volumes: [{type: image, source: a, target: /a}, {type: cluster, source: b, target: /b}]"),
                        Set.of(INVALID_VOLUME),
                        Set.of(INVALID_VOLUME)),
                difference(
                        "a secret with a `driver`",
                        web("secrets: [a]") + "secrets: {a: {driver: d}}\n",
                        Set.of(),
                        Set.of(FORBIDDEN_KEY)));
    }

    private static Difference difference(String line, String yaml, Set<Code> peers, Set<Code> ours) {
        return new Difference(line, yaml, peers, ours);
    }

    private static String web(String more) {
        return "services:\n  web:\n    image: nginx\n    " + more + "\n";
    }
}
