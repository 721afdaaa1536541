package io.stackctl.node.network;

import io.stackctl.cluster.NetworkId;
import io.stackctl.node.dns.DnsTable;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.view.DnsZone;
import io.stackctl.view.NodePicture;
import io.stackctl.view.TaskAssignment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The name server's table for a node's picture. */
final class DnsTables {
    private DnsTables() {}

    static DnsTable of(NodePicture picture) {
        var clients = new HashMap<InetAddress, DnsTable.Client>();
        for (var task : picture.tasks().values()) {
            var client = client(picture, task);
            task.addresses().forEach(given -> clients.put(inet(given.address()), client));
        }
        var zones = new HashMap<String, DnsTable.Zone>();
        picture.zones().forEach((network, zone) -> zones.put(network.value(), zone(zone, hosts(picture, network))));
        return new DnsTable(clients, zones);
    }

    private static DnsTable.Client client(NodePicture picture, TaskAssignment task) {
        var networks =
                task.addresses().stream().map(given -> given.network().value()).toList();
        return new DnsTable.Client(networks, outside(picture, task));
    }

    private static DnsTable.Outside outside(NodePicture picture, TaskAssignment task) {
        var servers = new ArrayList<InetAddress>();
        for (var server : task.spec().container().naming().servers()) {
            Ipv4Address.parse(server).map(DnsTables::inet).ifPresent(servers::add);
        }
        if (!servers.isEmpty()) {
            return new DnsTable.Outside.Servers(servers);
        }
        boolean internalOnly = !task.addresses().isEmpty()
                && task.addresses().stream()
                        .allMatch(
                                given -> Optional.ofNullable(picture.networks().get(given.network()))
                                        .map(network -> network.spec().internal())
                                        .orElse(false));
        return internalOnly ? new DnsTable.Outside.Nobody() : new DnsTable.Outside.HostResolvers();
    }

    private static DnsTable.Zone zone(DnsZone zone, Map<InetAddress, String> hosts) {
        var names = new HashMap<String, List<InetAddress>>();
        zone.names()
                .forEach((name, addresses) ->
                        names.put(name, addresses.stream().map(DnsTables::inet).toList()));
        return new DnsTable.Zone(names, hosts);
    }

    /** Names for reverse lookups, as container names are: service, slot or node, task; too long ones are left out. */
    private static Map<InetAddress, String> hosts(NodePicture picture, NetworkId network) {
        var hosts = new HashMap<InetAddress, String>();
        for (var task : picture.tasks().values()) {
            var name = ContainerNames.of(task);
            if (name.length() > 253
                    || !name.chars().allMatch(c -> c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c))) {
                continue;
            }
            task.addresses().stream()
                    .filter(given -> given.network().equals(network))
                    .forEach(given -> hosts.put(inet(given.address()), name));
        }
        return hosts;
    }

    static InetAddress inet(Ipv4Address address) {
        int bits = address.bits();
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
