package io.stackctl.compose;

import static java.util.Map.entry;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
import java.util.Map;
import java.util.Set;

/**
 * Tells of keys of services whose effect may surprise: those that are part of the format but have none in a stack, and
 * those that the peer ignores and that are honoured here.
 */
final class KeyEffects {
    private static final String SAME_NETWORK = "services of one network reach each other on any port";
    private static final String LIMITS = "set `deploy.resources.limits.cpus`";
    private static final String ONE_MACHINE = "it is for development on one machine";

    /** Key, and why it has no effect or what to write in its stead. */
    static final Map<String, String> IGNORED = Map.ofEntries(
            entry("annotations", "use `labels`"),
            entry("attach", ONE_MACHINE),
            entry("blkio_config", "disks of nodes are not shared out"),
            entry("build", "build and push the image before, and name it with `image`"),
            entry("cpu_count", LIMITS),
            entry("cpu_percent", LIMITS),
            entry("cpu_period", LIMITS),
            entry("cpu_rt_period", LIMITS),
            entry("cpu_rt_runtime", LIMITS),
            entry("credential_spec", "it is for Windows nodes"),
            entry("develop", ONE_MACHINE),
            entry("external_links", SAME_NETWORK),
            entry("gpus", "use `deploy.resources.reservations.generic_resources`"),
            entry("label_file", "write the labels under `labels`"),
            entry("links", SAME_NETWORK),
            entry("mac_address", "it follows from the address that the cluster gives"),
            entry("mem_swappiness", "it is the node's"),
            entry("models", ONE_MACHINE),
            entry("oom_kill_disable", "use `oom_score_adj`"),
            entry("post_start", "do it in the image's entrypoint"),
            entry("pre_stop", "do it when the process gets `stop_signal`"),
            entry("provider", ONE_MACHINE),
            entry("pull_refresh_after", "use `pull_policy: always`"),
            entry("storage_opt", "it is the engine's"),
            entry("use_api_socket", "mount /var/run/docker.sock as a volume"));

    /** Keys that the peer ignores; with a value that cannot be honoured they have no effect here either. */
    static final Map<String, String> HONOURED = Map.ofEntries(
            entry("cgroup", "use `host` or `private`"),
            entry("cgroup_parent", ""),
            entry("cgroupns_mode", "use `host` or `private`"),
            entry("depends_on", ""),
            entry("devices", "name devices of the node as `/dev/source:/dev/target:rwm`"),
            entry("domainname", ""),
            entry("ipc", "containers have their own; `host` shares the node's"),
            entry("network_mode", "services are on `networks`; `host` and `none` are honoured where there are none"),
            entry("oom_score_adj", ""),
            entry("pid", "containers have their own; `host` shares the node's"),
            entry("privileged", ""),
            entry("pull_policy", "use `always`, `missing` or `never`"),
            entry("security_opt", ""),
            entry("shm_size", "write a size such as `64M`"),
            entry("tmpfs", ""),
            entry("userns_mode", "`host` is honoured"),
            entry("uts", "`host` is honoured"));

    /** Of the Compose Specification: the peer does not ignore them, it refuses the file. */
    private static final Set<String> NEW = Set.of("cgroup", "pull_policy", "uts");

    static final Map<String, String> DEPRECATED =
            Map.of("container_name", "tasks have names of their own", "expose", SAME_NETWORK);

    private final Reading reading;
    private final Diagnostics.Collector diagnostics;

    private KeyEffects(Reading reading, Diagnostics.Collector diagnostics) {
        this.reading = reading;
        this.diagnostics = diagnostics;
    }

    static void tell(Yaml.Mapping file, Reading reading, Diagnostics.Collector diagnostics) {
        KeyEffects effects = new KeyEffects(reading, diagnostics);
        for (Yaml.Entry service : ValueReader.of(file).section("services").entries()) {
            ValueReader.asMapping(service.value())
                    .ifPresent(mapping -> effects.service(service.key().name(), mapping));
        }
    }

    private void service(String name, Yaml.Mapping service) {
        ValueReader reader = ValueReader.of(service);
        for (Yaml.Entry entry : service.entries().values()) {
            String key = entry.key().name();
            if (IGNORED.containsKey(key)) {
                warn(entry, Code.IGNORED_KEY, IGNORED.getOrDefault(key, ""));
            } else if (DEPRECATED.containsKey(key)) {
                warn(entry, Code.DEPRECATED_KEY, DEPRECATED.getOrDefault(key, ""));
            } else if (HONOURED.containsKey(key)) {
                honoured(name, reader, entry);
            }
        }
        restart(reader);
        reader.section("networks").entries().forEach(this::attachment);
        reader.items("volumes").stream()
                .flatMap(mount -> ValueReader.asMapping(mount).stream())
                .flatMap(mount -> mount.entry("consistency").stream())
                .forEach(entry -> warn(entry, Code.IGNORED_KEY, "it is for other systems than Linux"));
        if (reading == Reading.OURS
                && reader.has("network_mode")
                && reader.has("ports")
                && AccessBinder.bind(reader).networkMode().isPresent()) {
            diagnostics.add(Diagnostic.at(
                            reader.keySpan("ports"), Code.IGNORED_KEY, "`ports` has no effect beside `network_mode`")
                    .withLabel("the process listens on the node's ports by itself"));
        }
    }

    private void honoured(String service, ValueReader reader, Yaml.Entry entry) {
        String key = entry.key().name();
        if (reading == Reading.PEER) {
            warn(entry, Code.IGNORED_KEY, "docker stack ignores it");
        } else if (!AccessBinder.honours(reader, key)) {
            warn(entry, Code.IGNORED_KEY, HONOURED.getOrDefault(key, ""));
        } else if (!NEW.contains(key)) {
            diagnostics.add(Diagnostic.at(
                            entry.key().span(), Code.NOW_HONOURED, "`" + key + "` of `" + service + "` is honoured")
                    .withLabel("docker stack ignores it"));
        }
    }

    private void attachment(Yaml.Entry network) {
        ValueReader.asMapping(network.value()).ifPresent(attachment -> {
            attachment
                    .entry("ipv6_address")
                    .ifPresent(entry -> warn(entry, Code.IGNORED_KEY, "networks have IPv4 addresses"));
            attachment
                    .entry("ipv4_address")
                    .filter(_ -> reading == Reading.OURS)
                    .ifPresent(entry -> diagnostics.add(
                            Diagnostic.at(entry.key().span(), Code.NOW_HONOURED, "`ipv4_address` is honoured")
                                    .withLabel("docker stack ignores it")));
        });
    }

    /** The peer starts such tasks again all the same, and says that it ignores the key. */
    private void restart(ValueReader reader) {
        boolean never = reader.text("restart").filter("no"::equals).isPresent();
        if (never && !reader.section("deploy").has("restart_policy")) {
            diagnostics.add(Diagnostic.at(
                            reader.valueSpan("restart"),
                            Code.IGNORED_KEY,
                            "`restart: no` has no effect in a stack: tasks are started again")
                    .withLabel("write `deploy.restart_policy.condition: none`"));
        }
    }

    private void warn(Yaml.Entry entry, Code code, String remedy) {
        diagnostics.add(
                Diagnostic.at(entry.key().span(), code, "`" + entry.key().name() + "` has no effect in a stack")
                        .withLabel(remedy));
    }
}
