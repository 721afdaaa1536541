package io.stackctl.node.network;

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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names and published ports of one node. Both follow the same picture; when {@link #follow} returns, new connections and
 * new questions see that picture.
 */
public final class NodeNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeNetwork.class);

    private final DnsServer names;
    private final IngressProxy ports;
    private List<BindFailure> failures = List.of();

    public NodeNetwork(DnsServer names, IngressProxy ports) {
        this.names = names;
        this.ports = ports;
    }

    /** Serves the picture's names and ports from now on. May be called again for the same picture to retry what failed. */
    public synchronized void follow(NodePicture picture) {
        names.use(DnsTables.of(picture));
        var gateways = new LinkedHashSet<InetAddress>();
        picture.networks().values().forEach(network -> gateways.add(DnsTables.inet(network.gateway())));
        names.listenOn(gateways);
        var failed = ports.use(frontends(picture));
        tell(failed);
        failures = failed;
    }

    /** Why a published port is not served on this node, for each that is not. */
    public synchronized List<BindFailure> failures() {
        return failures;
    }

    private void tell(List<BindFailure> failed) {
        for (var failure : failed) {
            if (!failures.contains(failure)) {
                LOG.warn("service {}: {}", failure.service(), failure.reason());
            }
        }
    }

    /** A port whose address cannot be read is not served at all: never on more addresses than the user wrote. */
    private static List<Frontend> frontends(NodePicture picture) {
        var frontends = new ArrayList<Frontend>();
        for (var frontend : picture.frontends()) {
            var protocol = protocol(frontend.protocol());
            var address = frontend.hostAddress().flatMap(NodeNetwork::literal);
            if (protocol.isPresent()
                    && address.isPresent() == frontend.hostAddress().isPresent()) {
                var port = new PublishedPort(address, frontend.port(), protocol.get());
                frontends.add(new Frontend(port, frontend.serviceName(), backends(frontend)));
            }
        }
        return frontends;
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
