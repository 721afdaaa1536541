package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
import java.util.Map;

/** Warns of keys that are part of the format but have no effect in a stack. */
final class IgnoredKeys {
    private static final String SAME_NETWORK = "services of one network reach each other on any port";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("build", "images are built before a stack is deployed"),
            Map.entry("cgroup_parent", "containers stay in the engine's group"),
            Map.entry("cgroupns_mode", "containers have the engine's default"),
            Map.entry("credential_spec", "it is for Windows nodes"),
            Map.entry("depends_on", "services start at once, and wait for nothing"),
            Map.entry("develop", "it is for development on one machine"),
            Map.entry("devices", "devices of nodes are not passed on"),
            Map.entry("external_links", SAME_NETWORK),
            Map.entry("ipc", "containers have their own"),
            Map.entry("links", SAME_NETWORK),
            Map.entry("mac_address", "the cluster gives addresses"),
            Map.entry("network_mode", "use `networks`"),
            Map.entry("pid", "containers have their own"),
            Map.entry("platform", "write the constraint `node.platform.arch==...`"),
            Map.entry("pull_policy", "an image that is there is not pulled again"),
            Map.entry("runtime", "containers have the engine's default"),
            Map.entry("shm_size", "mount a tmpfs at /dev/shm in its stead"),
            Map.entry("userns_mode", "containers have the engine's"));

    private static final Map<String, String> DEPRECATED =
            Map.of("container_name", "tasks have names of their own", "expose", SAME_NETWORK);

    private IgnoredKeys() {}

    static void warn(Yaml.Mapping file, Diagnostics.Collector diagnostics) {
        for (Yaml.Entry service : ValueReader.of(file).section("services").entries()) {
            ValueReader.asMapping(service.value())
                    .ifPresent(mapping -> mapping.entries().forEach((key, entry) -> {
                        warn(key, entry, REASONS, Code.IGNORED_KEY, diagnostics);
                        warn(key, entry, DEPRECATED, Code.DEPRECATED_KEY, diagnostics);
                    }));
        }
    }

    private static void warn(
            String key, Yaml.Entry entry, Map<String, String> reasons, Code code, Diagnostics.Collector diagnostics) {
        String reason = reasons.get(key);
        if (reason != null) {
            diagnostics.add(Diagnostic.at(entry.key().span(), code, "`" + key + "` has no effect in a stack")
                    .withLabel(reason));
        }
    }
}
