package io.stackctl.convert;

import io.stackctl.compose.Reading;
import io.stackctl.compose.model.Attachment;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Network;
import io.stackctl.compose.model.Service;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.Subnet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Converts networks and the attachments of services. Only networks that a service uses are made; a service that names
 * none is on {@code default}, which exists in every stack.
 */
final class NetworkConverter {
    /** Networks of the engine, on which there are no names. */
    static final Set<String> PREDEFINED = Set.of("bridge", "default", "host", "none");

    private final Scope scope;
    private final ComposeFile file;
    private final Reading reading;
    private final Set<String> used = new TreeSet<>();

    NetworkConverter(Scope scope, ComposeFile file, Reading reading) {
        this.reading = reading;
        this.scope = scope;
        this.file = file;
        file.services().values().forEach(service -> {
            service.networks()
                    .forEach(attachment -> used.add(attachment.network().value()));
            if (service.networks().isEmpty() && mode(service).isEmpty()) {
                used.add(Defaults.NETWORK);
            }
        });
    }

    List<NetworkSpec> owned() {
        List<NetworkSpec> owned = new ArrayList<>();
        for (String key : used) {
            Optional<Network> network = Optional.ofNullable(file.networks().get(key));
            if (network.isEmpty()) {
                owned.add(unwritten(key));
            } else if (!network.get().external()) {
                owned.add(convert(network.get()));
            }
        }
        owned.sort(Comparator.comparing(NetworkSpec::name));
        return owned;
    }

    List<String> external() {
        return used.stream()
                .flatMap(key -> Optional.ofNullable(file.networks().get(key)).stream())
                .filter(Network::external)
                .map(network -> scope.name(network.key(), network.name()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Sorted by the network's name; the service's own key is an alias on each but the engine's own. */
    List<NetworkAttachment> attachments(Service service) {
        List<NetworkAttachment> attachments = new ArrayList<>();
        Optional<String> mode = mode(service);
        if (mode.isPresent()) {
            return List.of(new NetworkAttachment(mode.get(), List.of(), Immutable.emptyMap(), Optional.empty()));
        }
        if (service.networks().isEmpty()) {
            String network = name(Defaults.NETWORK);
            attachments.add(new NetworkAttachment(
                    network, aliases(network, List.of(), service), Immutable.emptyMap(), Optional.empty()));
        }
        for (Attachment attachment : service.networks()) {
            String network = name(attachment.network().value());
            attachments.add(new NetworkAttachment(
                    network,
                    aliases(network, attachment.aliases(), service),
                    attachment.driverOptions(),
                    attachment.ipv4Address().map(Located::value).flatMap(Ipv4Address::parse)));
        }
        attachments.sort(Comparator.comparing(NetworkAttachment::network));
        return attachments;
    }

    /** The engine's own networks know no names. */
    private static List<String> aliases(String network, List<String> given, Service service) {
        List<String> aliases = new ArrayList<>(given);
        if (!PREDEFINED.contains(network)) {
            aliases.add(service.name());
        }
        return aliases;
    }

    /** The engine's own network that the service is on in place of the stack's; the peer ignores the key. */
    private Optional<String> mode(Service service) {
        return reading == Reading.OURS ? service.access().networkMode() : Optional.empty();
    }

    private String name(String key) {
        return scope.name(key, Optional.ofNullable(file.networks().get(key)).flatMap(Network::name));
    }

    private NetworkSpec convert(Network network) {
        return new NetworkSpec(
                name(network.key()),
                network.driver().orElse(Defaults.NETWORK_DRIVER),
                network.driverOptions(),
                network.internal(),
                network.attachable(),
                scope.labels(network.labels()),
                network.pools().stream().flatMap(pool -> pool(pool).stream()).toList());
    }

    private static Optional<NetworkSpec.Pool> pool(Network.Pool pool) {
        return Subnet.parse(pool.subnet().value())
                .map(subnet -> new NetworkSpec.Pool(
                        subnet,
                        pool.gateway().map(Located::value).flatMap(Ipv4Address::parse),
                        pool.range().map(Located::value).flatMap(Subnet::parse)));
    }

    private NetworkSpec unwritten(String key) {
        return new NetworkSpec(
                scope.name(key),
                Defaults.NETWORK_DRIVER,
                Immutable.emptyMap(),
                false,
                false,
                scope.labels(Immutable.emptyMap()),
                List.of());
    }
}
