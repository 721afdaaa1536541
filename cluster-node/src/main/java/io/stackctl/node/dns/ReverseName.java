package io.stackctl.node.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Reads the names of reverse lookups: {@code 4.3.2.1.in-addr.arpa} asks for 1.2.3.4. */
final class ReverseName {
    private static final String SUFFIX = ".in-addr.arpa";

    private ReverseName() {}

    /** The IPv4 address that the name stands for; our networks have no others. */
    static Optional<InetAddress> address(String name) {
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        List<String> parts =
                List.of(name.substring(0, name.length() - SUFFIX.length()).split("\\.", -1));
        if (parts.size() != 4 || !parts.stream().allMatch(ReverseName::isOctet)) {
            return Optional.empty();
        }
        return Optional.of(InetAddress.ofLiteral(String.join(".", parts.reversed())));
    }

    private static boolean isOctet(String text) {
        return text.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(text) <= 255;
    }
}
