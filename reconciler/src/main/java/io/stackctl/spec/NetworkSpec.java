package io.stackctl.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A network that a stack owns.
 *
 * @param name unique among networks of the cluster, such as {@code demo_default}
 * @param internal whether containers on it are kept from the outside
 * @param pools the address ranges asked for; empty means that the cluster chooses
 */
public record NetworkSpec(
        String name,
        String driver,
        SortedMap<String, String> driverOptions,
        boolean internal,
        boolean attachable,
        SortedMap<String, String> labels,
        List<Pool> pools) {
    /** One address range. {@code range} narrows what is handed out. */
    public record Pool(Subnet subnet, Optional<Ipv4Address> gateway, Optional<Subnet> range) {}

    public NetworkSpec {
        driverOptions = Immutable.sorted((Map<String, String>) driverOptions);
        labels = Immutable.sorted((Map<String, String>) labels);
        pools = List.copyOf(pools);
    }
}
