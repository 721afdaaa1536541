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
     * Whether tasks of the other spec can stay under this one, as far as they do not have to move: what differs is not
     * what their containers are made of. The peer also replaces tasks for another restart policy, ingress port or
     * endpoint mode. Here those live in the managers and in the nodes' load balancers, and change in place.
     */
    public boolean keepsTasksOf(ServiceSpec other) {
        return container.equals(other.container)
                && resources.equals(other.resources)
                && networks.equals(other.networks)
                && hostPorts().equals(other.hostPorts())
                && forceUpdate == other.forceUpdate;
    }

    /** The ports that the containers themselves publish. */
    private List<PortSpec> hostPorts() {
        return ports.stream()
                .filter(port -> port.mode() == PortSpec.PublishMode.HOST)
                .toList();
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

    public ServiceSpec withNetworks(List<NetworkAttachment> others) {
        return new ServiceSpec(
                name,
                labels,
                container,
                mode,
                resources,
                restart,
                update,
                rollback,
                placement,
                others,
                ports,
                endpointMode,
                pace,
                dependencies,
                forceUpdate);
    }

    public ServiceSpec withForceUpdate(long counter) {
        return new ServiceSpec(
                name,
                labels,
                container,
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
                counter);
    }
}
