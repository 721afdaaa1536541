package io.stackctl.node.dns;

import io.stackctl.node.EventLoops;
import io.stackctl.node.dns.DnsListener.Bound;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The name server of a node. It listens on the gateway of each bridge, and a container gets the names of the networks
 * that it is attached to, told by the address it asks from; everything else is asked of the host's resolvers.
 *
 * <p>{@link #use} may be called from any thread at any time. {@link #listenOn} and {@link #close} wait for sockets: one
 * caller at a time, never on an event loop.
 */
public final class DnsServer implements AutoCloseable {
    private final DnsSettings settings;
    private final Upstream upstream;
    private final DnsListener listener;
    private final Responder responder;
    private final Map<InetAddress, Bound> bound = new HashMap<>();

    public DnsServer(EventLoops loops, DnsSettings settings) {
        this.settings = settings;
        this.upstream = new Upstream(loops, settings);
        this.responder = new Responder(upstream);
        this.listener = new DnsListener(loops, responder);
    }

    /** An address that could not be listened on, and why; worth another try when bridges have changed. */
    public record ListenFailure(InetAddress address, String reason) {}

    /** Answers from this table from now on; questions that are being answered keep the one before. */
    public void use(DnsTable table) {
        responder.use(new Names(table));
    }

    /**
     * Listens on exactly these addresses, UDP and TCP. Sockets of addresses that stay are not touched. An address that
     * fails (it does not exist yet, or the port is taken) is left out and tried again with the next call.
     *
     * @return the failures; empty if all are listened on
     */
    public List<ListenFailure> listenOn(Set<InetAddress> addresses) {
        upstream.exclude(addresses);
        bound.entrySet().removeIf(entry -> {
            boolean gone =
                    !addresses.contains(entry.getKey()) || !entry.getValue().isOpen();
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        var failures = new ArrayList<ListenFailure>();
        for (InetAddress address : addresses) {
            if (!bound.containsKey(address)) {
                switch (listener.bind(address, settings.port())) {
                    case Bound open -> bound.put(address, open);
                    case DnsListener.Failed(var reason) -> failures.add(new ListenFailure(address, reason));
                }
            }
        }
        return List.copyOf(failures);
    }

    /** The addresses that are listened on now. */
    public Set<InetAddress> listening() {
        return Set.copyOf(bound.keySet());
    }

    @Override
    public void close() {
        listenOn(Set.of());
    }
}
