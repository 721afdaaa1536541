package io.stackctl.schedule;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.spec.LogDriver;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.Placement;
import io.stackctl.spec.Resources;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a task of one spec asks of its node.
 *
 * @param hostPorts ports of the node that it needs for itself, sorted
 * @param plugins of the engine that it needs, as {@code type/name}, without those that every engine has
 */
public record Demand(
        Resources.Reservation reservation, Placement placement, List<HostPort> hostPorts, List<String> plugins) {
    /** The driver of our own data plane, which no engine has to bring. */
    private static final String OVERLAY = "overlay";

    public Demand {
        hostPorts = List.copyOf(hostPorts);
        plugins = List.copyOf(plugins);
    }

    /** The demand of the spec's tasks, with the drivers of its networks as the cluster knows them. */
    public static Demand of(ServiceSpec spec, ClusterState state) {
        var networks = state.networks().values().map(Network::spec).toList();
        return of(spec, networks);
    }

    /** The demand of the spec's tasks, if these are the networks. */
    public static Demand of(ServiceSpec spec, List<NetworkSpec> networks) {
        return new Demand(
                spec.resources().reservation(), spec.placement(), HostPort.of(spec.ports()), plugins(spec, networks));
    }

    private static List<String> plugins(ServiceSpec spec, List<NetworkSpec> networks) {
        var plugins = new ArrayList<String>();
        for (var mount : spec.container().mounts()) {
            if (mount instanceof MountSpec.Volume volume) {
                volume.driver()
                        .map(MountSpec.Driver::name)
                        .filter(name -> !name.isEmpty() && !name.equals("local"))
                        .ifPresent(name -> plugins.add("Volume/" + name));
            }
        }
        for (var attachment : spec.networks()) {
            driver(attachment, networks).ifPresent(name -> plugins.add("Network/" + name));
        }
        spec.container()
                .logDriver()
                .map(LogDriver::name)
                .filter(name -> !name.isEmpty() && !name.equals("none"))
                .ifPresent(name -> plugins.add("Log/" + name));
        return plugins;
    }

    private static Optional<String> driver(NetworkAttachment attachment, List<NetworkSpec> networks) {
        return networks.stream()
                .filter(network -> network.name().equals(attachment.network()))
                .map(NetworkSpec::driver)
                .filter(driver -> !driver.isEmpty() && !driver.equals(OVERLAY))
                .findFirst();
    }
}
