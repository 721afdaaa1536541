package io.stackctl.node.trust;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a node is reached.
 *
 * @param host an address or a name, without brackets
 */
public record PeerAddress(String host, int port) {
    /** Docker's. */
    public static final int DEFAULT_PORT = 2377;

    private static final int LAST_PORT = 65_535;
    private static final Pattern SHAPE = Pattern.compile("(?:\\[([^\\]]+)]|([^:\\[\\]]*))(?::(\\d{1,5}))?");

    /** Reads {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}; the host may be empty. */
    public static Optional<PeerAddress> parse(String text) {
        var matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        int port = matcher.group(3) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(3));
        return port == 0 || port > LAST_PORT ? Optional.empty() : Optional.of(new PeerAddress(host, port));
    }

    public PeerAddress withHost(String other) {
        return new PeerAddress(other, port);
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
