package io.stackctl.node;

import io.stackctl.node.trust.PeerAddress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Under which address other nodes reach this machine. Docker's rules, but that the way to the world decides. */
final class HostAddresses {
    private static final Path ROUTES = Path.of("/proc/net/route");
    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "00000000";
    private static final int DESTINATION = 1;
    private static final int MASK = 7;

    private HostAddresses() {}

    /** The user named something that cannot be advertised; the message says why and what helps. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1;

        Unclear(String message) {
            super(message);
        }
    }

    private record Found(String face, String address) {}

    /**
     * What the machine advertises.
     *
     * @param said by the user: an address or an interface, perhaps with a port; empty to have one chosen
     * @param listen where the node will listen; its port is the default, and its host when it is one address
     */
    static PeerAddress advertised(String said, PeerAddress listen) throws Unclear {
        if (said.isEmpty()) {
            return new PeerAddress(isOne(listen.host()) ? listen.host() : chosen(), listen.port());
        }
        var parsed = PeerAddress.parse(said).filter(address -> !address.host().isEmpty());
        if (parsed.isEmpty()) {
            throw new Unclear("invalid advertise address " + said + ": IP or interface, perhaps with :PORT");
        }
        boolean withPort = said.matches(".*[^:]:\\d+") || said.matches("\\[.*]:\\d+");
        var address = withPort ? parsed.get() : new PeerAddress(parsed.get().host(), listen.port());
        if (!isOne(address.host()) && !face(address.host()).isEmpty()) {
            return address.withHost(of(address.host()));
        }
        if (address.host().equals("0.0.0.0") || address.host().equals("::")) {
            throw new Unclear("advertise address must be a non-zero IP address or network interface (with optional port"
                    + " number)");
        }
        return address;
    }

    /** Where the node listens: an address or an interface, perhaps with a port; empty for all and docker's port. */
    static PeerAddress listening(String said) throws Unclear {
        if (said.isEmpty()) {
            return new PeerAddress("0.0.0.0", PeerAddress.DEFAULT_PORT);
        }
        var parsed = PeerAddress.parse(said)
                .orElseThrow(() ->
                        new Unclear("invalid listen address " + said + ": IP or interface, perhaps with" + " :PORT"));
        if (parsed.host().isEmpty()) {
            return parsed.withHost("0.0.0.0");
        }
        return face(parsed.host()).isEmpty() ? parsed : parsed.withHost(of(parsed.host()));
    }

    private static boolean isOne(String host) {
        return !host.isEmpty() && !host.equals("0.0.0.0") && !host.equals("::") && host.matches("[0-9a-fA-F.:]+");
    }

    private static String of(String face) throws Unclear {
        var found = face(face);
        if (found.size() > 1) {
            throw new Unclear("interface " + face + " has more than one address ("
                    + String.join(" and ", found.stream().map(Found::address).toList()) + ")");
        }
        return found.getFirst().address;
    }

    private static String chosen() throws Unclear {
        var all = all();
        if (all.isEmpty()) {
            return LOOPBACK;
        }
        var outward = outward().map(HostAddresses::face).orElse(List.of());
        var candidates = outward.isEmpty() ? all : outward;
        if (candidates.size() == 1) {
            return candidates.getFirst().address;
        }
        var faces = candidates.stream().map(Found::face).distinct().toList();
        var where = faces.size() == 1
                ? "on interface " + faces.getFirst() + " ("
                        + candidates.stream().map(Found::address).collect(Collectors.joining(" and ")) + ")"
                : "on different interfaces ("
                        + candidates.stream()
                                .map(found -> found.address + " on " + found.face)
                                .collect(Collectors.joining(" and "))
                        + ")";
        throw new Unclear("could not choose an IP address to advertise since this system has multiple addresses "
                + where + " - specify one with --advertise-addr");
    }

    /** The interface by which this machine reaches the world. */
    private static Optional<String> outward() {
        try (Stream<String> lines = Files.lines(ROUTES)) {
            return lines.map(line -> line.strip().split("\\s+", -1))
                    .filter(route -> route.length > MASK
                            && route[DESTINATION].equals(EVERYWHERE)
                            && route[MASK].equals(EVERYWHERE))
                    .map(route -> route[0])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Bridges and what hangs on them belong to containers. */
    private static List<Found> all() {
        var found = new ArrayList<Found>();
        try {
            for (var face : NetworkInterface.networkInterfaces().toList()) {
                if (face.isUp() && !face.isLoopback() && !isOfContainers(face.getName())) {
                    found.addAll(addresses(face));
                }
            }
        } catch (SocketException e) {
            return List.of();
        }
        return found;
    }

    private static boolean isOfContainers(String face) {
        return Files.exists(INTERFACES.resolve(face).resolve("bridge"))
                || Files.exists(INTERFACES.resolve(face).resolve("brport"));
    }

    private static List<Found> face(String name) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(face -> face.getName().equals(name))
                    .flatMap(face -> addresses(face).stream())
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static List<Found> addresses(NetworkInterface face) {
        return face.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .map(address -> new Found(face.getName(), address))
                .toList();
    }
}
