package io.stackctl.node.dns;

import io.netty.handler.codec.dns.DnsRecordType;
import io.stackctl.node.dns.DnsTable.Client;
import io.stackctl.node.dns.DnsTable.Outside;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A {@link DnsTable} made ready for lookups; its rotations are the only part that changes. Safe for all threads. */
final class Names {
    private final DnsTable table;
    private final Map<String, Map<String, Rotation>> rotations = new HashMap<>();

    Names(DnsTable table) {
        this.table = table;
        table.zones().forEach((network, zone) -> {
            var ofZone = new HashMap<String, Rotation>();
            zone.names().forEach((name, addresses) -> ofZone.put(name, new Rotation(addresses)));
            rotations.put(network, ofZone);
        });
    }

    /** What a lookup found. */
    sealed interface Found {
        /** Addresses for the answer, in the order of this answer; none if the name has none of the asked kind. */
        record Addresses(List<InetAddress> addresses) implements Found {}

        /** The name of an address. */
        record HostName(String name) implements Found {}

        /** None of the client's networks knows the name. */
        record Unknown() implements Found {}
    }

    Outside outside(InetAddress asking) {
        return client(asking).map(Client::outside).orElseGet(Outside.HostResolvers::new);
    }

    Found find(InetAddress asking, Question question) {
        List<String> networks = client(asking).map(Client::networks).orElse(List.of());
        if (networks.isEmpty() || !question.isInternet()) {
            return new Found.Unknown();
        }
        if (question.type() == DnsRecordType.PTR.intValue()) {
            return hostName(networks, question.name());
        }
        List<Rotation> known = networks.stream()
                .map(network -> Optional.ofNullable(
                        rotations.getOrDefault(network, Map.of()).get(question.name())))
                .flatMap(Optional::stream)
                .toList();
        if (known.isEmpty()) {
            return new Found.Unknown();
        }
        // A name that is ours never goes elsewhere, also while no task serves it: another resolver's "no such name"
        // may be remembered for minutes. An answer with neither records nor SOA is not (RFC 2308, 5), and for IPv6
        // it makes resolvers go on with the IPv4 answer.
        return known.stream()
                .map(rotation -> rotation.next(kind(question.type())))
                .filter(addresses -> !addresses.isEmpty())
                .findFirst()
                .map(Found.Addresses::new)
                .orElseGet(() -> new Found.Addresses(List.of()));
    }

    private Optional<Client> client(InetAddress asking) {
        return Optional.ofNullable(table.clients().get(asking));
    }

    private Found hostName(List<String> networks, String name) {
        Function<InetAddress, Stream<String>> hosts = address -> networks.stream()
                .flatMap(network -> Stream.ofNullable(table.zones().get(network)))
                .flatMap(zone -> Stream.ofNullable(zone.hosts().get(address)));
        return ReverseName.address(name).stream()
                .flatMap(hosts)
                .findFirst()
                .<Found>map(Found.HostName::new)
                .orElseGet(Found.Unknown::new);
    }

    private static Kind kind(int type) {
        if (type == DnsRecordType.A.intValue()) {
            return Inet4Address.class::isInstance;
        }
        if (type == DnsRecordType.AAAA.intValue()) {
            return Inet6Address.class::isInstance;
        }
        return type == DnsRecordType.ANY.intValue() ? _ -> true : _ -> false;
    }

    /** Which addresses a type of record can carry. */
    interface Kind {
        boolean accepts(InetAddress address);
    }
}
