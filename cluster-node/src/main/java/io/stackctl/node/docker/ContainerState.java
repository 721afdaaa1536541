package io.stackctl.node.docker;

import io.stackctl.cluster.Status;
import io.stackctl.spec.Immutable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the engine knows of one container.
 *
 * @param container the engine's id
 * @param exitCode of the main process; meaningful once it is {@link Condition#EXITED}
 * @param error what the engine says went wrong, such as a failed start
 * @param lastProbe output of the health check's latest run
 * @param networks names of those that it is attached to
 */
public record ContainerState(
        String container,
        String name,
        SortedMap<String, String> labels,
        Condition condition,
        int exitCode,
        boolean outOfMemory,
        Optional<String> error,
        Health health,
        Optional<String> lastProbe,
        boolean terminal,
        List<Status.HostPort> hostPorts,
        List<String> networks) {
    /** Where a container is in its life. */
    public enum Condition {
        CREATED,
        RUNNING,
        EXITED,
        /** The engine is removing it, or failed to. */
        DEAD
    }

    /** What the health check says. */
    public enum Health {
        /** There is no check. */
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    public ContainerState {
        labels = Immutable.sorted((Map<String, String>) labels);
        hostPorts = List.copyOf(hostPorts);
        networks = List.copyOf(networks);
    }

    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }
}
