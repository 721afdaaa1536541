package io.stackctl.schedule;

import io.stackctl.spec.PortSpec;
import java.util.Comparator;
import java.util.List;

/**
 * A port of a node that a container listens on itself.
 *
 * @param address the only address it listens on; empty means all of the node's
 */
public record HostPort(PortSpec.Protocol protocol, int port, String address) implements Comparable<HostPort> {
    private static final Comparator<HostPort> ORDER = Comparator.comparing(HostPort::protocol)
            .thenComparingInt(HostPort::port)
            .thenComparing(HostPort::address);

    /** The host-mode ports with a fixed number; those without one are the engine's to choose and never clash. */
    static List<HostPort> of(List<PortSpec> ports) {
        return ports.stream()
                .filter(port -> port.mode() == PortSpec.PublishMode.HOST)
                .flatMap(port ->
                        port.published().map(number -> new HostPort(port.protocol(), number, address(port))).stream())
                .sorted()
                .toList();
    }

    private static String address(PortSpec port) {
        return port.hostAddress()
                .filter(address -> !address.equals("0.0.0.0") && !address.equals("::"))
                .orElse("");
    }

    boolean onEveryAddress() {
        return address.isEmpty();
    }

    @Override
    public int compareTo(HostPort other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (address.isEmpty() ? "" : address + ":") + port + "/" + protocol.text();
    }
}
