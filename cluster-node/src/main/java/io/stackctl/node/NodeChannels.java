package io.stackctl.node;

import io.grpc.ManagedChannel;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.transport.PeerChannels;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.PeerAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The ways from a manager to the others: one channel to each, dialled anew when its address changes. An address is what
 * the other said of itself when it called, else what the state says.
 */
final class NodeChannels implements PeerChannels, AutoCloseable {
    private final NodeIdentity identity;
    private final Supplier<Optional<Dialer>> dialer;
    private final Function<NodeId, Optional<String>> addresses;
    private final Map<NodeId, PeerAddress> heard = new HashMap<>();
    private final Map<NodeId, Way> ways = new HashMap<>();
    private boolean closed;

    private record Way(PeerAddress address, ManagedChannel channel) {}

    /**
     * @param dialer empty while this node has no certificate
     * @param addresses by the state, HOST:PORT
     */
    NodeChannels(
            NodeIdentity identity, Supplier<Optional<Dialer>> dialer, Function<NodeId, Optional<String>> addresses) {
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
                        .filter(parsed -> !parsed.host().isEmpty()));
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

    @Override
    public synchronized void close() {
        closed = true;
        ways.values().forEach(way -> way.channel.shutdownNow());
        ways.clear();
    }
}
