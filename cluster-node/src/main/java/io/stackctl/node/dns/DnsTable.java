package io.stackctl.node.dns;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that the name server of one node answers by itself, at one revision of the cluster. Immutable; replaced whole
 * with {@link DnsServer#use}.
 *
 * @param clients who may ask for what, by the address that asks: one entry for each address of each container of ours
 *     on this node; an address without an entry is answered from the host's resolvers alone
 * @param zones the names of each network, by network id; a network without names needs no entry
 */
public record DnsTable(Map<InetAddress, Client> clients, Map<String, Zone> zones) {
    /** Knows nobody and nothing: every question goes to the host's resolvers. */
    public static final DnsTable EMPTY = new DnsTable(Map.of(), Map.of());

    public DnsTable {
        clients = Map.copyOf(clients);
        zones = Map.copyOf(zones);
    }

    /**
     * One container, as seen from one of its addresses.
     *
     * @param networks ids of all networks that it is attached to; where two of them hold a name, the earlier one
     *     answers, as in docker
     * @param outside who answers what none of these networks knows
     */
    public record Client(List<String> networks, Outside outside) {
        public Client {
            networks = List.copyOf(networks);
        }

        /** A container that asks the host's resolvers for the rest. */
        public static Client on(List<String> networks) {
            return new Client(networks, new Outside.HostResolvers());
        }
    }

    /** Who answers a question for a name that is not ours. */
    public sealed interface Outside {
        /** The resolvers of the host's resolv.conf. */
        record HostResolvers() implements Outside {}

        /** The service's own list ({@code dns:}), asked in this order. */
        record Servers(List<InetAddress> addresses) implements Outside {
            public Servers {
                addresses = List.copyOf(addresses);
            }
        }

        /** Nobody: a container on internal networks only must not reach the outside through names either. */
        record Nobody() implements Outside {}
    }

    /**
     * The names of one network.
     *
     * @param names addresses by name; case and a trailing dot do not matter. A name with no address exists (its
     *     service has no serving task now): it is answered with nothing instead of being asked elsewhere
     * @param hosts the name that a reverse lookup of an address gives
     */
    public record Zone(Map<String, List<InetAddress>> names, Map<InetAddress, String> hosts) {
        public Zone {
            var canonical = new LinkedHashMap<String, List<InetAddress>>();
            names.forEach((name, addresses) -> {
                if (canonical.put(canonical(name), List.copyOf(addresses)) != null) {
                    throw new IllegalArgumentException("two entries for the name " + canonical(name));
                }
            });
            names = Map.copyOf(canonical);
            hosts = Map.copyOf(hosts);
            hosts.values().forEach(Zone::requireHostName);
        }

        private static void requireHostName(String name) {
            boolean fits = canonical(name).length() <= 253
                    && Stream.of(canonical(name).split("\\.", -1))
                            .allMatch(label -> !label.isEmpty() && label.length() <= 63);
            if (!fits) {
                throw new IllegalArgumentException("not a host name: " + name);
            }
        }
    }

    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
