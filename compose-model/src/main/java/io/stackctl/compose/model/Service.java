package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One service.
 *
 * @param span of its key
 * @param labels of its containers; those of the service are in {@code deploy}
 * @param tmpfs {@code path} or {@code path:options}
 * @param restart the older form of {@code deploy.restart_policy}, used when that is absent
 */
public record Service(
        String name,
        Span span,
        Optional<Located<String>> image,
        Command command,
        Names names,
        List<Mount> mounts,
        List<Located<String>> tmpfs,
        List<FileUse> secrets,
        List<FileUse> configs,
        List<Attachment> networks,
        List<Port> ports,
        Security security,
        Access access,
        Optional<Healthcheck> healthcheck,
        Optional<Logging> logging,
        SortedMap<String, String> labels,
        Deploy deploy,
        Optional<Located<String>> restart,
        List<Dependency> dependsOn,
        Pace pace) {
    /**
     * Times that only we know, from extension fields of the service.
     *
     * @param drain text of {@code x-drain}
     * @param progressDeadline text of {@code x-progress-deadline}
     */
    public record Pace(Optional<Located<String>> drain, Optional<Located<String>> progressDeadline) {}

    public Service {
        mounts = List.copyOf(mounts);
        tmpfs = List.copyOf(tmpfs);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
        networks = List.copyOf(networks);
        ports = List.copyOf(ports);
        dependsOn = List.copyOf(dependsOn);
    }
}
