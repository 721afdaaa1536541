package io.stackctl.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the user asked for, for one service. Total: every default is filled in when it is made.
 *
 * @param name unique among services of the cluster, such as {@code demo_web}
 * @param labels of the service, not of its containers
 * @param networks sorted by network name
 * @param ports sorted
 * @param forceUpdate a counter; a new value replaces all tasks
 */
public record ServiceSpec(
        String name,
        SortedMap<String, String> labels,
        ContainerSpec container,
        Mode mode,
        Resources resources,
        Restart restart,
        Rollout update,
        Rollout rollback,
        Placement placement,
        List<NetworkAttachment> networks,
        List<PortSpec> ports,
        EndpointMode endpointMode,
        Pace pace,
        Optional<Dependencies> dependencies,
        long forceUpdate) {
    /** Other services of the stack, by short name, that should be up before this one. */
    public record Dependencies(SortedMap<String, Condition> on) {
        public Dependencies {
            on = Immutable.sorted((Map<String, Condition>) on);
        }

        /** What "up" means. */
        public enum Condition {
            STARTED,
            HEALTHY,
            COMPLETED
        }
    }

    public ServiceSpec {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a service has a name");
        }
        labels = Immutable.sorted((Map<String, String>) labels);
        networks = List.copyOf(networks);
        ports = List.copyOf(ports);
    }

    /**
     * Whether tasks of the other spec can stay under this one, as far as they do not have to move: what differs is the
     * service's own, such as labels, the number of tasks, or how it rolls. Source: the peer's test for stale tasks.
     */
    public boolean keepsTasksOf(ServiceSpec other) {
        return container.equals(other.container)
                && resources.equals(other.resources)
                && restart.equals(other.restart)
                && networks.equals(other.networks)
                && ports.equals(other.ports)
                && endpointMode == other.endpointMode
                && forceUpdate == other.forceUpdate;
    }

    public ServiceSpec withContainer(ContainerSpec other) {
        return new ServiceSpec(
                name,
                labels,
                other,
                mode,
                resources,
                restart,
                update,
                rollback,
                placement,
                networks,
                ports,
                endpointMode,
                pace,
                dependencies,
                forceUpdate);
    }

    public ServiceSpec withMode(Mode other) {
        return new ServiceSpec(
                name,
                labels,
                container,
                other,
                resources,
                restart,
                update,
                rollback,
                placement,
                networks,
                ports,
                endpointMode,
                pace,
                dependencies,
                forceUpdate);
    }

    public ServiceSpec withPlacement(Placement other) {
        return new ServiceSpec(
                name,
                labels,
                container,
                mode,
                resources,
                restart,
                update,
                rollback,
                other,
                networks,
                ports,
                endpointMode,
                pace,
                dependencies,
                forceUpdate);
    }
}
