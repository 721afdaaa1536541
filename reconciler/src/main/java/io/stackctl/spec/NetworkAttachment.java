package io.stackctl.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * That a service's tasks are on a network.
 *
 * @param network the network's name in the cluster, such as {@code demo_default}
 * @param aliases further names for the service on that network, sorted as the file gave them
 * @param address the fixed address asked for, of use with one replica only
 */
public record NetworkAttachment(
        String network, List<String> aliases, SortedMap<String, String> driverOptions, Optional<Ipv4Address> address) {
    public NetworkAttachment {
        aliases = List.copyOf(aliases);
        driverOptions = Immutable.sorted((Map<String, String>) driverOptions);
    }
}
