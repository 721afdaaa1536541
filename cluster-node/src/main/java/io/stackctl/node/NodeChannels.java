package io.stackctl.node;

import io.grpc.ManagedChannel;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.transport.PeerChannels;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.PeerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways from a manager to the others: one channel to each, dialled anew when its address changes. An address is what
 * the other said of itself when it called, else what the state says, else what this daemon knew when it ran last: managers
 * that start all at once know no state before one of them has reached another.
 */
final class NodeChannels implements PeerChannels, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeChannels.class);

    private final NodeIdentity identity;
    private final Supplier<Optional<Dialer>> dialer;
    private final Function<NodeId, Optional<String>> addresses;
    private final Path file;
    private final Map<NodeId, PeerAddress> heard = new HashMap<>();
    private final Map<NodeId, PeerAddress> kept = new TreeMap<>();
    private final Map<NodeId, Way> ways = new HashMap<>();
    private boolean closed;

    private record Way(PeerAddress address, ManagedChannel channel) {}

    /**
     * @param dialer empty while this node has no certificate
     * @param addresses by the state, HOST:PORT
     * @param file where addresses are kept from one life of the daemon to the next: lines of a node and an address
     */
    NodeChannels(
            NodeIdentity identity,
            Supplier<Optional<Dialer>> dialer,
            Function<NodeId, Optional<String>> addresses,
            Path file)
            throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    PeerAddress.parse(line.substring(space + 1))
                            .ifPresent(address -> kept.put(new NodeId(line.substring(0, space)), address));
                }
            }
        }
        this.identity = identity;
        this.dialer = dialer;
        this.addresses = addresses;
    }

    @Override
    public String ownAddress() {
        return identity.address().host().isEmpty()
                ? addresses.apply(identity.node()).orElse("")
                : identity.address().toString();
    }

    @Override
    public synchronized void heardFrom(NodeId node, String address) {
        PeerAddress.parse(address)
                .filter(parsed -> !parsed.host().isEmpty())
                .ifPresent(parsed -> heard.put(node, parsed));
    }

    @Override
    public synchronized Optional<ManagedChannel> to(NodeId node) {
        var address = Optional.ofNullable(heard.get(node))
                .or(() -> addresses
                        .apply(node)
                        .flatMap(PeerAddress::parse)
                        .filter(parsed -> !parsed.host().isEmpty()))
                .or(() -> Optional.ofNullable(kept.get(node)));
        address.ifPresent(known -> keep(node, known));
        var by = dialer.get();
        if (closed || address.isEmpty() || by.isEmpty()) {
            return Optional.empty();
        }
        var way = ways.get(node);
        if (way == null || !way.address.equals(address.get())) {
            if (way != null) {
                way.channel.shutdownNow();
            }
            way = new Way(address.get(), by.get().dial(address.get(), node));
            ways.put(node, way);
        }
        return Optional.of(way.channel);
    }

    private void keep(NodeId node, PeerAddress address) {
        if (address.equals(kept.get(node))) {
            return;
        }
        kept.put(node, address);
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(
                    fresh,
                    kept.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .toList());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            LOG.warn("cannot keep the address of manager {}: {}", node, failure.toString());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        ways.values().forEach(way -> way.channel.shutdownNow());
        ways.clear();
    }
}
