package io.stackctl.compose;

import io.stackctl.compose.model.Access;
import io.stackctl.spec.ContainerSpec.PullPolicy;
import io.stackctl.spec.NodeAccess;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds what a container is given of its node. A value that cannot be honoured is left out; a warning tells it. */
final class AccessBinder {
    private static final Set<String> HOST = Set.of("host");

    /** The values of a key that one engine can honour by itself; others name containers that may be elsewhere. */
    private static final Map<String, Set<String>> HONOURED = Map.of(
            "pid", HOST,
            "ipc", Set.of("host", "none", "private", "shareable"),
            "userns_mode", HOST,
            "cgroup", Set.of("host", "private"),
            "cgroupns_mode", Set.of("host", "private"),
            "uts", HOST,
            "pull_policy", Set.of("always", "missing", "if_not_present", "never"),
            "network_mode", Set.of("host", "none"));

    private AccessBinder() {}

    static Access bind(ValueReader service) {
        return new Access(
                service.texts("devices").stream()
                        .flatMap(device -> Devices.parse(device).stream())
                        .toList(),
                service.texts("device_cgroup_rules"),
                service.text("shm_size").flatMap(AccessBinder::size),
                new NodeAccess.Namespaces(
                        honoured(service, "pid"),
                        honoured(service, "ipc"),
                        honoured(service, "userns_mode"),
                        honoured(service, "cgroup").or(() -> honoured(service, "cgroupns_mode")),
                        honoured(service, "uts")),
                service.text("cgroup_parent"),
                service.text("runtime"),
                honoured(service, "network_mode"),
                service.located("platform"),
                pull(service.text("pull_policy").orElse("")));
    }

    private static PullPolicy pull(String policy) {
        return switch (policy) {
            case "always" -> PullPolicy.ALWAYS;
            case "never" -> PullPolicy.NEVER;
            default -> PullPolicy.MISSING;
        };
    }

    /** Whether the value of one of these keys has the effect it should have. */
    static boolean honours(ValueReader service, String key) {
        return switch (key) {
            case "devices" ->
                service.texts(key).stream()
                        .allMatch(device -> Devices.parse(device).isPresent());
            case "shm_size" -> service.text(key).flatMap(AccessBinder::size).isPresent();
            case "network_mode" ->
                !service.has("networks") && honoured(service, key).isPresent();
            default -> !HONOURED.containsKey(key) || honoured(service, key).isPresent();
        };
    }

    private static Optional<String> honoured(ValueReader service, String key) {
        boolean conflict = key.equals("network_mode") && service.has("networks");
        return service.text(key)
                .filter(value -> HONOURED.getOrDefault(key, Set.of()).contains(value))
                .filter(_ -> !conflict);
    }

    private static Optional<Long> size(String text) {
        var bytes = Sizes.parse(text);
        return bytes.isPresent() ? Optional.of(bytes.getAsLong()) : Optional.empty();
    }
}
