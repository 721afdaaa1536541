package io.stackctl.node.ingress;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.Optional;

/** Finds out whether a port could be published, before anything depends on it. */
public final class Ports {
    private Ports() {}

    /**
     * Tries to listen on the port and lets go of it at once. A port that our own proxy serves is in use as well:
     * {@link IngressProxy#probe} knows those.
     *
     * @return why the port cannot be had now, as one line for the user; empty if it is free
     */
    public static Optional<String> probe(PublishedPort port) {
        return switch (port.protocol()) {
            case TCP -> probeTcp(port);
            case UDP -> probeUdp(port);
        };
    }

    private static Optional<String> probeTcp(PublishedPort port) {
        try (var socket = new ServerSocket()) {
            // Connections that ended lately must not make a port look taken; the proxy binds in the same way.
            socket.setReuseAddress(true);
            socket.bind(port.socketAddress(), 1);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(BindReason.of(port, failure));
        }
    }

    private static Optional<String> probeUdp(PublishedPort port) {
        try (var socket = new DatagramSocket(null)) {
            socket.bind(port.socketAddress());
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(BindReason.of(port, failure));
        }
    }
}
