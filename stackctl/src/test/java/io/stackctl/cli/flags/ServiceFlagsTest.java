package io.stackctl.cli.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.convert.NewService;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.Mode;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.Naming;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags as users write them, each pair of texts a flag and its value. */
class ServiceFlagsTest {
    private static final Map<String, String> USER = Map.of("HOME", "/home/ann");

    @TempDir
    private Path folder = Path.of("");

    private static ServiceSpec create(String... given) throws FlagException {
        return edited(NewService.of("web", "app:1"), ServiceFlags.ofCreate(), given);
    }

    private static ServiceSpec update(ServiceSpec spec, String... given) throws FlagException {
        return edited(spec, ServiceFlags.ofUpdate(), given);
    }

    private static ServiceSpec edited(ServiceSpec spec, List<Flag> flags, String... given) throws FlagException {
        for (int i = 0; i < given.length; i += 2) {
            var name = given[i];
            assertThat(flags).anyMatch(flag -> flag.names().contains(name));
        }
        return ServiceFlags.edited(spec, flags, flag -> values(flag, given), USER);
    }

    private static List<String> values(Flag flag, String... given) {
        var values = new ArrayList<String>();
        for (int i = 0; i < given.length; i += 2) {
            if (flag.names().contains(given[i])) {
                values.add(given[i + 1]);
            }
        }
        return values;
    }

    @Test
    void without_flags_nothing_changes() throws FlagException {
        assertThat(create()).isEqualTo(NewService.of("web", "app:1"));
        var spec = create("--mount", "source=b,target=/b", "--mount", "source=a,target=/a", "-p", "80", "-e", "B=1");
        assertThat(update(spec)).isEqualTo(spec);
    }

    @Test
    void variables_come_from_the_user_from_files_and_from_flags_and_leave_by_name() throws Exception {
        var file = Files.writeString(folder.resolve("vars"), "# none\nA=file\nHOME\nNOWHERE\nB=file\n");
        var spec = create("--env-file", file.toString(), "-e", "A=flag", "-e", "HOME", "-e", "GONE");
        assertThat(spec.container().command().environment())
                .containsExactly("A=flag", "B=file", "GONE", "HOME=/home/ann");
        var next = update(spec, "--env-rm", "A", "--env-rm", "B", "--env-add", "B=new");
        assertThat(next.container().command().environment()).containsExactly("B=new", "GONE", "HOME=/home/ann");
    }

    @Test
    void adding_beats_removing_of_the_same_key() throws FlagException {
        var spec = create("-l", "tier=front", "--container-label", "x");
        var next = update(spec, "--label-rm", "tier", "--label-add", "tier=back", "--container-label-rm", "x");
        assertThat(next.labels()).containsEntry("tier", "back");
        assertThat(next.container().labels()).isEmpty();
    }

    @Test
    void arguments_are_split_as_a_shell_does() throws FlagException {
        var next = update(create(), "--args", "the 'new args'", "--entrypoint", "sh -c");
        assertThat(next.container().command().arguments()).containsExactly("the", "new args");
        assertThat(next.container().command().entrypoint()).containsExactly("sh", "-c");
    }

    @Test
    void mounts_are_known_by_their_target() throws FlagException {
        var spec = create(
                "--mount",
                "type=bind,src=/data,dst=/in,ro,bind-propagation=rslave",
                "--mount",
                "source=vol,target=/vol,volume-label=a=b,volume-driver=nfs,\"volume-opt=o=addr=1,rw\"",
                "--mount",
                "type=tmpfs,target=/tmp,tmpfs-size=64m,tmpfs-mode=1777");
        assertThat(spec.container().mounts())
                .contains(new MountSpec.Bind("/data", "/in", true, Optional.of("rslave"), false))
                .contains(new MountSpec.Tmpfs("/tmp", false, 64L << 20, Optional.of(01777)));
        var volume = (MountSpec.Volume) spec.container().mounts().stream()
                .filter(mount -> mount.target().equals("/vol"))
                .findFirst()
                .orElseThrow();
        assertThat(volume.driver().orElseThrow().options()).containsEntry("o", "addr=1,rw");
        var next = update(spec, "--mount-rm", "/in", "--mount-add", "source=other,target=/vol");
        assertThat(next.container().mounts()).hasSize(2);
        assertThat(next.container().mounts().toString()).contains("other").doesNotContain("/data");
    }

    @Test
    void ports_leave_by_target_and_protocol_and_an_equal_one_is_added_once() throws FlagException {
        var spec = create("-p", "80-82:8080/udp", "-p", "published=443,target=8443,mode=host", "-p", "9000");
        assertThat(spec.ports()).hasSize(5);
        assertThat(spec.ports())
                .contains(new PortSpec(
                        8443, Optional.of(443), PortSpec.Protocol.TCP, PortSpec.PublishMode.HOST, Optional.empty()));
        var next = update(spec, "--publish-rm", "8080/udp", "--publish-rm", "8443", "--publish-add", "9000");
        assertThat(next.ports()).extracting(PortSpec::target).containsExactly(9000);
    }

    @Test
    void files_have_the_peers_defaults() throws FlagException {
        var spec = create("--secret", "key", "--config", "source=site,target=/etc/site.conf,mode=0440,uid=33");
        assertThat(spec.container().secrets())
                .containsExactly(new FileReference("key", Optional.empty(), "key", "0", "0", 0444));
        assertThat(spec.container().configs())
                .containsExactly(new FileReference("site", Optional.empty(), "/etc/site.conf", "33", "0", 0440));
        assertThat(update(spec, "--secret-rm", "key").container().secrets()).isEmpty();
    }

    @Test
    void a_health_check_can_be_set_cleared_and_switched_off() throws FlagException {
        var spec = create("--health-cmd", "curl localhost", "--health-interval", "3s", "--health-retries", "2");
        assertThat(spec.container().healthcheck().orElseThrow().test()).containsExactly("CMD-SHELL", "curl localhost");
        var cleared = update(spec, "--health-cmd", "").container().healthcheck().orElseThrow();
        assertThat(cleared.test()).isEmpty();
        assertThat(cleared.retries()).contains(2);
        var off = update(spec, "--no-healthcheck", "true");
        assertThat(off.container().healthcheck().map(Healthcheck::disabled)).contains(true);
        assertThat(update(off, "--health-retries", "5")
                        .container()
                        .healthcheck()
                        .orElseThrow()
                        .test())
                .isEmpty();
        assertThatThrownBy(() -> update(spec, "--no-healthcheck", "true", "--health-retries", "1"))
                .hasMessageContaining("--no-healthcheck conflicts with --health-* options");
    }

    @Test
    void everything_else_lands_where_it_belongs() throws FlagException {
        var spec = create(
                "--update-parallelism",
                "2",
                "--update-delay",
                "10s",
                "--update-order",
                "start-first",
                "--update-failure-action",
                "rollback",
                "--rollback-monitor",
                "1m",
                "--restart-condition",
                "on-failure",
                "--limit-cpu",
                "0.5",
                "--limit-memory",
                "64m",
                "--reserve-cpu",
                "0.1",
                "--generic-resource",
                "gpu=2",
                "--constraint",
                "node.role==manager",
                "--placement-pref",
                "spread=node.labels.zone",
                "--host",
                "db:10.0.0.9",
                "--dns-option",
                "ndots:1",
                "--ulimit",
                "nofile=1024:2048",
                "--cap-drop",
                "net_raw",
                "--network",
                "name=back,alias=api,alias=www",
                "--user",
                "1000",
                "--init",
                "true",
                "--stop-signal",
                "SIGINT",
                "--log-driver",
                "json-file",
                "--log-opt",
                "max-size=10m",
                "--replicas-max-per-node",
                "3");
        assertThat(spec.update().parallelism()).isEqualTo(2);
        assertThat(spec.update().delay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(spec.update().order()).isEqualTo(Rollout.Order.START_FIRST);
        assertThat(spec.update().onFailure()).isEqualTo(Rollout.OnFailure.ROLLBACK);
        assertThat(spec.rollback().monitor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(spec.resources().limit().nanoCpus()).isEqualTo(500_000_000);
        assertThat(spec.resources().limit().memoryBytes()).isEqualTo(64L << 20);
        assertThat(spec.resources().reservation().generic()).containsEntry("gpu", 2L);
        assertThat(spec.placement().constraints()).hasToString("[node.role==manager]");
        assertThat(spec.placement().maxReplicasPerNode()).isEqualTo(3);
        assertThat(spec.container().naming().hosts()).containsExactly(new Naming.Host("db", "10.0.0.9"));
        assertThat(spec.container().privileges().capabilitiesDropped()).containsExactly("CAP_NET_RAW");
        assertThat(spec.networks().getFirst().aliases()).containsExactly("api", "www");
        var next = update(
                spec,
                "--cap-add",
                "NET_RAW",
                "--constraint-rm",
                "node.role == manager",
                "--host-rm",
                "db",
                "--network-rm",
                "back",
                "--generic-resource-rm",
                "gpu",
                "--ulimit-rm",
                "nofile",
                "--force",
                "true");
        assertThat(next.container().privileges().capabilitiesAdded()).containsExactly("CAP_NET_RAW");
        assertThat(next.container().privileges().capabilitiesDropped()).isEmpty();
        assertThat(next.placement().constraints()).isEmpty();
        assertThat(next.container().naming().hosts()).isEmpty();
        assertThat(next.networks()).isEmpty();
        assertThat(next.forceUpdate()).isEqualTo(1);
    }

    @Test
    void modes_have_counts_of_their_own() throws FlagException {
        assertThat(create("--replicas", "3").mode()).isEqualTo(new Mode.Replicated(3));
        assertThat(create("--mode", "global").mode()).isEqualTo(new Mode.Global());
        assertThat(create("--mode", "replicated-job", "--replicas", "5", "--max-concurrent", "2")
                        .mode())
                .isEqualTo(new Mode.ReplicatedJob(2, 5));
        assertThatThrownBy(() -> create("--mode", "global", "--replicas", "2"))
                .hasMessage("replicas can only be used with replicated or replicated-job mode");
        assertThatThrownBy(() -> create("--mode", "global-job", "--update-delay", "2s"))
                .hasMessage("update and rollback configuration is not supported for jobs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --replicas          | -1            | it is a whole number, 0 or more
            --update-delay      | soon          | write a time such as 10s or 1m30s
            --update-order      | random        | it is one of stop-first, start-first
            --rollback-failure-action | rollback | it is one of pause, continue
            --update-max-failure-ratio | 1.5    | it is a number from 0 to 1, such as 0.25
            --limit-memory      | 1m            | must be at least 4MiB
            --limit-cpu         | 0.0005        | must be at least 0.001
            --constraint        | zone          | constraint expected one operator from ==, !=; write one such as node.labels.zone==a
            --placement-pref    | zone=a        | unsupported placement preference (only spread is supported): write spread=node.labels.zone
            --mount             | source=a      | target is required
            --mount             | type=bind,source=a,target=/a | invalid bind mount source, must be an absolute path: a
            --mount             | target=/a,size=1 | unexpected key 'size'; there are type, source
            --publish           | 9999999       | '9999999' is no port between 0 and 65535; write [published:]target[/protocol]
            --publish           | published=80  | missing mandatory field 'target'
            --secret            | target=/a     | source is required
            --secret            | source=a,mode=9 | invalid mode specified: write it in octal, such as 0440
            --host              | db            | bad format for add-host: write name:address
            --env               | =x            | invalid environment variable: write NAME=value
            --ulimit            | nofile=9:5    | the soft limit must not be above the hard one
            --health-interval   | 1us           | it is 0 or at least 1ms
            --endpoint-mode     | none          | it is one of vip, dnsrr
            --credential-spec   | file://x      | credential specs are for Windows nodes, which are not supported
            """)
    void a_bad_value_is_refused_with_the_name_of_its_flag_and_the_remedy(String flag, String value, String remedy) {
        assertThatThrownBy(() -> create(flag, value))
                .isInstanceOf(FlagException.class)
                .hasMessageStartingWith("invalid argument \"" + value + "\" for \"" + flag + "\" flag: " + remedy);
    }

    @Test
    void values_that_do_not_go_together_are_refused() {
        assertThatThrownBy(() -> create("-p", "80:80", "-p", "80:81"))
                .hasMessageContaining("duplicate published ports");
        assertThatThrownBy(() -> create("-p", "80:80", "--endpoint-mode", "dnsrr"))
                .hasMessageContaining("port published with ingress mode can't be used with dnsrr mode");
    }
}
