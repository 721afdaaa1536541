package io.stackctl.node.ingress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where the outside reaches a service on this node.
 *
 * @param address the only address to listen on; none for all of the host's addresses (for TCP with IPv6, where the
 *     host has it)
 * @param port 1 to 65535
 * @param protocol TCP and UDP ports are independent of each other
 */
public record PublishedPort(Optional<InetAddress> address, int port, Protocol protocol) {
    public PublishedPort {
        if (port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    InetSocketAddress socketAddress() {
        return address.map(specific -> new InetSocketAddress(specific, port))
                .orElseGet(() -> new InetSocketAddress(port));
    }

    /** Whether the kernel refuses to have both: same port, and one of them is on all addresses or both on the same. */
    boolean overlaps(PublishedPort other) {
        return port == other.port
                && protocol == other.protocol
                && (isOnAll() || other.isOnAll() || address.equals(other.address));
    }

    private boolean isOnAll() {
        return address.map(InetAddress::isAnyLocalAddress).orElse(true);
    }

    /** The address as text; {@code 0.0.0.0} for all. */
    String host() {
        return address.map(InetAddress::getHostAddress).orElse("0.0.0.0");
    }

    /** Such as {@code 8000/tcp} or {@code 127.0.0.1:80/tcp}. */
    @Override
    public String toString() {
        return address.map(specific -> specific.getHostAddress() + ":").orElse("") + port + "/" + protocol;
    }
}
