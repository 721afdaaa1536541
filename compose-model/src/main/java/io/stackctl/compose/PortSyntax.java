package io.stackctl.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The short form of a port: {@code [address:][published:]target[/protocol]}, with ranges on both sides. */
public final class PortSyntax {
    private static final int LARGEST = 65_535;
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp");

    private PortSyntax() {}

    /**
     * One port of the short form.
     *
     * @param published 0 when the cluster chooses
     */
    public record Port(Optional<String> address, int published, int target, String protocol) {}

    /** What reading a port came to. */
    public sealed interface Result {}

    /** One port, or one for each number of a range. */
    public record Parsed(List<Port> ports) implements Result {}

    public record Invalid(String reason) implements Result {}

    private record Range(int start, int end) {
        int length() {
            return end - start + 1;
        }
    }

    public static Result parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        String last = parts.getLast();
        String host = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
        String address = parts.size() > 2 ? String.join(":", parts.subList(0, parts.size() - 2)) : "";
        String[] sections = last.split("/", -1);
        String protocol = sections.length > 1 && !sections[1].isEmpty() ? sections[1] : "tcp";
        String bare =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        if (!bare.isEmpty() && !Addresses.isIp(bare)) {
            return new Invalid("`" + bare + "` is no IP address");
        }
        Optional<Range> target = range(sections[0]);
        if (target.isEmpty()) {
            return new Invalid(
                    sections[0].isEmpty()
                            ? "no port is given"
                            : "`" + sections[0] + "` is no port between 0 and 65535");
        }
        Optional<Range> published = host.isEmpty() ? Optional.empty() : range(host);
        if (published.isEmpty() && !host.isEmpty()) {
            return new Invalid("`" + host + "` is no port between 0 and 65535");
        }
        if (!PROTOCOLS.contains(protocol.toLowerCase(Locale.ROOT))) {
            return new Invalid("`" + protocol + "` is no protocol; use tcp, udp or sctp");
        }
        int targets = target.get().length();
        if (published.isPresent() && published.get().length() != targets && targets != 1) {
            return new Invalid("the ranges `" + host + "` and `" + sections[0] + "` differ in length");
        }
        Optional<String> given = bare.isEmpty() ? Optional.empty() : Optional.of(bare);
        return new Parsed(expand(given, published, target.get(), protocol.toLowerCase(Locale.ROOT)));
    }

    private static List<Port> expand(
            Optional<String> address, Optional<Range> published, Range target, String protocol) {
        List<Port> ports = new ArrayList<>();
        int count = Math.max(target.length(), published.map(Range::length).orElse(1));
        for (int i = 0; i < count; i++) {
            int offset = i;
            int host = published.map(range -> range.start() + offset).orElse(0);
            ports.add(new Port(address, host, target.length() == 1 ? target.start() : target.start() + i, protocol));
        }
        ports.sort(Comparator.comparing(
                (Port port) -> port.target() + "/" + port.protocol())); // as text: the peer's order
        return ports;
    }

    private static Optional<Range> range(String text) {
        String[] ends = text.split("-", -1);
        Optional<Integer> start = port(ends[0]);
        Optional<Integer> end = ends.length > 1 ? port(ends[1]) : start;
        return start.flatMap(from -> end.filter(to -> to >= from).map(to -> new Range(from, to)));
    }

    private static Optional<Integer> port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text)).filter(port -> port <= LARGEST);
    }
}
