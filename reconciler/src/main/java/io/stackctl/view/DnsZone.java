package io.stackctl.view;

import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The names of one network.
 *
 * @param names lower-case name to the addresses of the serving tasks behind it, in the order of their slots; a service
 *     without a serving task keeps its names, with no address
 */
public record DnsZone(SortedMap<String, List<Ipv4Address>> names) {
    public DnsZone {
        names = Immutable.sorted((Map<String, List<Ipv4Address>>) names);
    }
}
