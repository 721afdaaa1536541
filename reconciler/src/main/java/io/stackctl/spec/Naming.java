package io.stackctl.spec;

import java.util.List;
import java.util.Optional;

/**
 * How a container names itself and finds others.
 *
 * @param hosts extra lines of the hosts file, in the order of the file
 * @param servers name servers to use instead of the cluster's
 */
public record Naming(
        Optional<String> hostname,
        Optional<String> domain,
        List<Host> hosts,
        List<String> servers,
        List<String> search,
        List<String> options) {
    /** One line of the hosts file. {@code address} may be {@code host-gateway}. */
    public record Host(String name, String address) {}

    public static final Naming DEFAULT =
            new Naming(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), List.of());

    public Naming {
        hosts = List.copyOf(hosts);
        servers = List.copyOf(servers);
        search = List.copyOf(search);
        options = List.copyOf(options);
    }
}
