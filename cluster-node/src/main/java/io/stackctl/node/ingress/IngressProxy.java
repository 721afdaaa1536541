package io.stackctl.node.ingress;

import io.stackctl.node.EventLoops;
import io.stackctl.node.ingress.Listener.Opening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves the published ports of a node: takes each connection to one of the port's backends, in turn. A backend that
 * does not take the connection is followed by the next; with no backend at all a connection is held for some seconds.
 * What is established lives until one of its sides ends it, whatever tables come; only {@link #drop} cuts it.
 *
 * <p>{@link #use} and {@link #close} wait for sockets: one caller at a time, never on an event loop. The others may be
 * called from any thread at any time.
 */
public final class IngressProxy implements AutoCloseable {
    private final Shared shared;
    private final Map<PublishedPort, Listener> listeners = new ConcurrentHashMap<>();

    public IngressProxy(EventLoops loops, IngressSettings settings) {
        this.shared = new Shared(loops, settings);
    }

    /**
     * Serves exactly these from now on. A port that was served before keeps its socket and its connections, and only
     * its backends change. New ports are opened before old ones are closed, unless the two exclude each other. What
     * fails leaves the others alone and is tried again with the next call.
     *
     * @return the ports that are not served, and why
     */
    public List<BindFailure> use(List<Frontend> frontends) {
        var failures = new ArrayList<BindFailure>();
        Map<PublishedPort, Frontend> wanted = onePerPort(frontends, failures);
        listeners.entrySet().removeIf(entry -> !entry.getValue().isOpen());
        listeners.forEach((port, listener) -> Optional.ofNullable(wanted.get(port))
                .ifPresent(frontend -> listener.acceptor().use(frontend.backends())));

        var refused = new LinkedHashMap<Frontend, Throwable>();
        wanted.values().stream()
                .filter(frontend -> !listeners.containsKey(frontend.port()))
                .forEach(frontend -> open(frontend, refused));
        boolean anyClosed = closeAllBut(wanted.keySet());
        if (anyClosed) {
            List<Frontend> again = List.copyOf(refused.keySet());
            refused.clear();
            again.forEach(frontend -> open(frontend, refused));
        }
        refused.forEach((frontend, cause) -> failures.add(failure(frontend, cause, wanted)));
        return List.copyOf(failures);
    }

    private static Map<PublishedPort, Frontend> onePerPort(List<Frontend> frontends, List<BindFailure> failures) {
        var wanted = new LinkedHashMap<PublishedPort, Frontend>();
        for (Frontend frontend : frontends) {
            Frontend first = wanted.putIfAbsent(frontend.port(), frontend);
            if (first != null) {
                failures.add(publishedBy(first, frontend));
            }
        }
        return wanted;
    }

    private void open(Frontend frontend, Map<Frontend, Throwable> refused) {
        switch (Listener.open(shared, frontend)) {
            case Opening.Opened(var listener) -> listeners.put(frontend.port(), listener);
            case Opening.Failed(var cause) -> refused.put(frontend, cause);
        }
    }

    private boolean closeAllBut(Set<PublishedPort> wanted) {
        return listeners.entrySet().removeIf(entry -> {
            boolean unwanted = !wanted.contains(entry.getKey());
            if (unwanted) {
                entry.getValue().close();
            }
            return unwanted;
        });
    }

    private BindFailure failure(Frontend frontend, Throwable cause, Map<PublishedPort, Frontend> wanted) {
        PublishedPort port = frontend.port();
        return listeners.keySet().stream()
                .filter(served -> BindReason.isInUse(cause) && served.overlaps(port))
                .findFirst()
                .flatMap(served -> Optional.ofNullable(wanted.get(served)))
                .map(holder -> publishedBy(holder, frontend))
                .orElseGet(() -> new BindFailure(port, frontend.service(), BindReason.of(port, cause)));
    }

    private static BindFailure publishedBy(Frontend holder, Frontend frontend) {
        PublishedPort port = frontend.port();
        String reason = "port %d/%s is published by service %s (%s)"
                .formatted(
                        port.port(),
                        port.protocol(),
                        holder.service(),
                        holder.port().host());
        return new BindFailure(port, frontend.service(), reason);
    }

    /** The ports that are served now. */
    public Set<PublishedPort> listening() {
        return Set.copyOf(listeners.keySet());
    }

    /**
     * Finds out whether the port could be served, as {@link Ports#probe}; a port that this proxy serves is no obstacle,
     * for it is the tables that say who gets it.
     */
    public Optional<String> probe(PublishedPort port) {
        return listeners.keySet().stream().anyMatch(port::overlaps) ? Optional.empty() : Ports.probe(port);
    }

    /**
     * How many TCP connections to the backend are open or being made, over all ports and also after it left the table.
     * UDP has no connections and is not counted.
     */
    public int openConnections(String backendId) {
        return shared.open().count(backendId);
    }

    /** Bytes that all connections together hold now, read from one side and not yet written to the other. */
    public long bufferedBytes() {
        return shared.budget().held();
    }

    /** Cuts what is still open to the backend: TCP connections are reset, UDP clients get another backend. */
    public void drop(String backendId) {
        shared.open().close(backendId);
    }

    /** Stops serving and cuts all connections. */
    @Override
    public void close() {
        closeAllBut(Set.of());
        shared.open().closeAll();
    }
}
