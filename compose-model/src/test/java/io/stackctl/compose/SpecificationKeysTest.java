package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.ContainerSpec.PullPolicy;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Mode;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Platform;
import io.stackctl.spec.Resources;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecificationKeysTest {
    @Test
    void groups_and_the_score_reach_the_container() {
        ContainerSpec container = container("    group_add: [audio, 1000]\n    oom_score_adj: -500\n");

        assertThat(container.command().groups()).containsExactly("audio", "1000");
        assertThat(container.privileges().oomScoreAdjustment()).isEqualTo(Optional.of(-500));
    }

    @Test
    void when_the_image_is_pulled_reaches_the_container() {
        assertThat(container("    pull_policy: always\n").pull()).isEqualTo(PullPolicy.ALWAYS);
        assertThat(container("    pull_policy: never\n").pull()).isEqualTo(PullPolicy.NEVER);
        assertThat(container("    pull_policy: if_not_present\n").pull()).isEqualTo(PullPolicy.MISSING);
        assertThat(container("").pull()).isEqualTo(PullPolicy.MISSING);
    }

    @Test
    void the_reading_of_the_peer_refuses_them() {
        for (String line : List.of("group_add: [audio]", "pull_policy: always", "depends_on: {db: {}}")) {
            assertThat(load("    " + line + "\n", Reading.PEER).diagnostics().hasErrors())
                    .as(line)
                    .isTrue();
        }
    }

    @Test
    void keys_that_have_no_effect_are_told() {
        ComposeLoader.Loaded loaded = load("    pull_policy: daily\n    gpus: all\n    post_start: []\n", Reading.OURS);

        assertThat(loaded.diagnostics().warnings())
                .extracting(Diagnostic::code)
                .containsExactly(Code.IGNORED_KEY, Code.IGNORED_KEY, Code.IGNORED_KEY);
    }

    @Test
    void what_one_engine_can_honour_reaches_the_container() {
        NodeAccess access = container("""
                    devices: [/dev/fuse, "/dev/ttyUSB0:/dev/tty0:rw", {source: /dev/kvm, permissions: r}]
                    device_cgroup_rules: [c 1:3 mr]
                    shm_size: 64M
                    pid: host
                    ipc: shareable
                    userns_mode: host
                    cgroup: private
                    uts: host
                    cgroup_parent: /batch
                    runtime: runsc
                """).access();

        assertThat(access)
                .isEqualTo(new NodeAccess(
                        List.of(
                                new NodeAccess.Device("/dev/fuse", "/dev/fuse", "rwm"),
                                new NodeAccess.Device("/dev/ttyUSB0", "/dev/tty0", "rw"),
                                new NodeAccess.Device("/dev/kvm", "/dev/kvm", "r")),
                        List.of("c 1:3 mr"),
                        64 << 20,
                        new NodeAccess.Namespaces(
                                Optional.of("host"),
                                Optional.of("shareable"),
                                Optional.of("host"),
                                Optional.of("private"),
                                Optional.of("host")),
                        Optional.of("/batch"),
                        Optional.of("runsc")));
    }

    @Test
    void keys_that_docker_ignores_and_we_honour_are_noted() {
        ComposeLoader.Loaded loaded = load(
                "    privileged: true\n    pid: host\n    devices: [/dev/fuse]\n    shm_size: 64M\n", Reading.OURS);

        assertThat(loaded.diagnostics().warnings()).isEmpty();
        assertThat(loaded.diagnostics().notes())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`privileged` of `web` is honoured",
                        "`pid` of `web` is honoured",
                        "`devices` of `web` is honoured",
                        "`shm_size` of `web` is honoured");
    }

    @Test
    void values_that_one_engine_cannot_honour_are_told() {
        ComposeLoader.Loaded loaded =
                load("    pid: service:db\n    network_mode: bridge\n    devices: [vendor.com/gpu=0]\n", Reading.OURS);

        assertThat(loaded.diagnostics().notes()).isEmpty();
        assertThat(loaded.diagnostics().warnings())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`pid` has no effect in a stack",
                        "`network_mode` has no effect in a stack",
                        "`devices` has no effect in a stack");
    }

    @Test
    void a_service_on_the_network_of_the_node_is_on_no_other_and_publishes_nothing() {
        ComposeLoader.Loaded loaded = load("    network_mode: host\n    ports: [80]\n", Reading.OURS);
        StackSpec stack = stack(loaded, files(""));

        assertThat(stack.networks()).isEmpty();
        assertThat(stack.services().getFirst().networks())
                .extracting(NetworkAttachment::network)
                .containsExactly("host");
        assertThat(stack.services().getFirst().ports()).isEmpty();
        assertThat(loaded.diagnostics().warnings())
                .extracting(Diagnostic::message)
                .containsExactly("`ports` has no effect beside `network_mode`");
    }

    @Test
    void limits_at_the_service_are_those_of_deploy() {
        ServiceSpec service = stack(
                        load(
                                "    mem_limit: 64M\n    mem_reservation: 32M\n    cpus: 0.5\n    pids_limit: 9\n    scale: 3\n"),
                        files(""))
                .services()
                .getFirst();

        assertThat(service.resources())
                .isEqualTo(new Resources(
                        new Resources.Limit(500_000_000, 64 << 20, 9),
                        new Resources.Reservation(0, 32 << 20, Immutable.emptyMap())));
        assertThat(service.mode()).isEqualTo(new Mode.Replicated(3));
    }

    @Test
    void two_ways_to_say_a_limit_must_agree() {
        String deploy = "    deploy: {resources: {limits: {memory: 64M}}}\n";

        assertThat(load("    mem_limit: 64M\n" + deploy).diagnostics().all()).isEmpty();
        assertThat(load("    mem_limit: 65M\n" + deploy).diagnostics().errors())
                .extracting(Diagnostic::code)
                .containsExactly(Code.CONFLICTING_KEYS);
    }

    @Test
    void a_platform_becomes_a_demand_on_nodes() {
        assertThat(stack(load("    platform: linux/arm64/v8\n"), files(""))
                        .services()
                        .getFirst()
                        .placement()
                        .platforms())
                .containsExactly(new Platform("linux", "arm64"));
        assertThat(load("    platform: linux arm\n").diagnostics().hasErrors()).isTrue();
    }

    @Test
    void configs_and_secrets_are_written_in_the_file_or_taken_from_variables() {
        Files files = MemoryFiles.of(Map.of("compose.yaml", """
                services: {web: {image: nginx, configs: [site], secrets: [token]}}
                configs: {site: {content: "port ${PORT}"}}
                secrets: {token: {environment: TOKEN}}
                """));
        Environment environment = Environment.of(Map.of("PORT", "80", "TOKEN", "s3cret"));
        ComposeLoader.Loaded loaded = ComposeLoader.load(List.of("compose.yaml"), environment, files, Reading.OURS);
        StackConverter.Converted converted =
                StackConverter.convert("demo", loaded.file().orElseThrow(), files, Reading.OURS);

        assertThat(converted.configs().getFirst().bytes()).asString().isEqualTo("port 80");
        assertThat(converted.secrets().getFirst().bytes()).asString().isEqualTo("s3cret");
        assertThat(ConfigPrinter.print(loaded.file().orElseThrow().tree())).doesNotContain("s3cret");
        assertThat(loaded.file().orElseThrow().toString()).doesNotContain("s3cret");
        assertThat(ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files, Reading.OURS)
                        .diagnostics()
                        .errors())
                .extracting(Diagnostic::code)
                .containsExactly(Code.REQUIRED_VARIABLE);
    }

    @Test
    void env_files_may_be_absent_and_may_have_quotes() {
        String lines = """
                    env_file:
                      - {path: none.env, required: false}
                      - {path: quoted.env}
                      - {path: raw.env, format: raw}
                """;
        Files files = MemoryFiles.of(Map.of(
                "compose.yaml", "services:\n  web:\n    image: nginx\n" + lines,
                "quoted.env", "A='one two' # said\nB=\"${A}!\"\n",
                "raw.env", "C='one two'\n"));
        ComposeLoader.Loaded loaded =
                ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files, Reading.OURS);

        assertThat(stack(loaded, files)
                        .services()
                        .getFirst()
                        .container()
                        .command()
                        .environment())
                .containsExactly("A=one two", "B=one two!", "C='one two'");
    }

    private static ContainerSpec container(String lines) {
        Files files = files(lines);
        return stack(load(lines), files).services().getFirst().container();
    }

    private static StackSpec stack(ComposeLoader.Loaded loaded, Files files) {
        return StackConverter.convert(
                        "demo",
                        loaded.file().orElseThrow(() -> new AssertionError(loaded.diagnostics())),
                        files,
                        Reading.OURS)
                .stack()
                .orElseThrow();
    }

    private static ComposeLoader.Loaded load(String lines) {
        return load(lines, Reading.OURS);
    }

    private static ComposeLoader.Loaded load(String lines, Reading reading) {
        return ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files(lines), reading);
    }

    private static Files files(String lines) {
        return MemoryFiles.of(Map.of("compose.yaml", "services:\n  web:\n    image: nginx\n" + lines));
    }
}
