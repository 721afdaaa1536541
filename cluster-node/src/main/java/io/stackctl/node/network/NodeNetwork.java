package io.stackctl.node.network;

import io.stackctl.node.Limits;
import io.stackctl.node.agent.DataPlane;
import io.stackctl.node.agent.PortProbe;
import io.stackctl.node.dns.DnsServer;
import io.stackctl.node.ingress.Backend;
import io.stackctl.node.ingress.BindFailure;
import io.stackctl.node.ingress.Frontend;
import io.stackctl.node.ingress.IngressProxy;
import io.stackctl.node.ingress.Protocol;
import io.stackctl.node.ingress.PublishedPort;
import io.stackctl.spec.PortSpec;
import io.stackctl.view.NodePicture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names and published ports of one node. Both follow the same picture; when {@link #follow} returns, new connections and
 * new questions see that picture.
 */
public final class NodeNetwork implements DataPlane, PortProbe, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeNetwork.class);

    private final DnsServer names;
    private final IngressProxy ports;
    private final ScheduledExecutorService retries;
    private Optional<NodePicture> latest = Optional.empty();
    private List<BindFailure> failures = List.of();
    private boolean retrying;

    /** @param retries runs the tries to have a port or address that could not be had */
    public NodeNetwork(DnsServer names, IngressProxy ports, ScheduledExecutorService retries) {
        this.names = names;
        this.ports = ports;
        this.retries = retries;
    }

    /**
     * Serves the picture's names and ports from now on. A port that another process holds does not keep the node from
     * following: its tasks say so, and the port is tried again until it can be had.
     */
    @Override
    public synchronized void follow(NodePicture picture) {
        latest = Optional.of(picture);
        names.use(DnsTables.of(picture));
        boolean named = listen(picture);
        var failed = ports.use(frontends(picture));
        tell(failed);
        failures = failed;
        if ((!failed.isEmpty() || !named) && !retrying) {
            retrying = true;
            var _ = retries.schedule(this::again, Limits.NETWORK_RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void again() {
        retrying = false;
        latest.ifPresent(this::follow);
    }

    private boolean listen(NodePicture picture) {
        var gateways = new LinkedHashSet<InetAddress>();
        picture.networks().values().forEach(network -> gateways.add(DnsTables.inet(network.gateway())));
        return names.listenOn(gateways).isEmpty();
    }

    /** Never in the middle of {@link #follow}, whose sockets would look like those of a stranger. */
    @Override
    public synchronized Optional<String> obstacle(io.stackctl.view.Frontend frontend) {
        return published(frontend).flatMap(ports::probe);
    }

    private void tell(List<BindFailure> failed) {
        for (var failure : failed) {
            if (!failures.contains(failure)) {
                LOG.warn("service {}: {}", failure.service(), failure.reason());
            }
        }
    }

    private static List<Frontend> frontends(NodePicture picture) {
        return picture.frontends().stream()
                .flatMap(frontend -> published(frontend).stream()
                        .map(port -> new Frontend(port, frontend.serviceName(), backends(frontend))))
                .toList();
    }

    /** A port whose address cannot be read is not served at all: never on more addresses than the user wrote. */
    private static Optional<PublishedPort> published(io.stackctl.view.Frontend frontend) {
        var address = frontend.hostAddress().flatMap(NodeNetwork::literal);
        return address.isPresent() == frontend.hostAddress().isPresent()
                ? protocol(frontend.protocol()).map(protocol -> new PublishedPort(address, frontend.port(), protocol))
                : Optional.empty();
    }

    private static List<Backend> backends(io.stackctl.view.Frontend frontend) {
        return frontend.backends().stream()
                .map(backend -> new Backend(
                        backend.task().task().value(),
                        new InetSocketAddress(DnsTables.inet(backend.address()), backend.port())))
                .toList();
    }

    /** SCTP has no proxy in user space; the converter says so. */
    private static Optional<Protocol> protocol(PortSpec.Protocol protocol) {
        return switch (protocol) {
            case TCP -> Optional.of(Protocol.TCP);
            case UDP -> Optional.of(Protocol.UDP);
            case SCTP -> Optional.empty();
        };
    }

    private static Optional<InetAddress> literal(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        ports.close();
        names.close();
    }
}
