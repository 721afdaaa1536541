package io.stackctl.cli.output;

import io.stackctl.cluster.Status.HostPort;
import io.stackctl.spec.PortSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The PORTS cell: {@code *:80->80/tcp, *:30000-30002->80-82/tcp}. */
public final class PortsCell {
    private static final Comparator<PortSpec> ORDER = Comparator.comparing(
                    (PortSpec port) -> port.protocol().text())
            .thenComparing(port -> port.published().orElse(0));

    private PortsCell() {}

    /**
     * Of a service: its ingress ports. Neighbours are joined when published and target ports both run on, or when many
     * published ports lead to one target.
     */
    public static String ofService(List<PortSpec> ports) {
        var runs = new ArrayList<Run>();
        for (PortSpec port : ports.stream().sorted(ORDER).toList()) {
            if (port.mode() != PortSpec.PublishMode.INGRESS || port.published().isEmpty()) {
                continue;
            }
            Run single = Run.of(port);
            Optional<Run> joined =
                    runs.isEmpty() ? Optional.empty() : runs.getLast().joined(single);
            if (joined.isPresent()) {
                runs.set(runs.size() - 1, joined.get());
            } else {
                runs.add(single);
            }
        }
        return String.join(", ", runs.stream().map(Run::text).toList());
    }

    /** Of a task: the ports of its node that lead to it alone. */
    public static String ofTask(List<HostPort> ports) {
        return String.join(
                ",",
                ports.stream()
                        .map(port -> "*:" + port.published() + "->" + port.target() + "/"
                                + port.protocol().text())
                        .toList());
    }

    private record Run(String address, String protocol, int published, int publishedEnd, int target, int targetEnd) {
        static Run of(PortSpec port) {
            int published = port.published().orElse(0);
            return new Run(
                    port.hostAddress().orElse("*"),
                    port.protocol().text(),
                    published,
                    published,
                    port.target(),
                    port.target());
        }

        Optional<Run> joined(Run next) {
            boolean same = address.equals(next.address) && protocol.equals(next.protocol);
            boolean overlaps = target != targetEnd && next.target <= targetEnd;
            if (same && follows(publishedEnd, next.published) && follows(targetEnd, next.target) && !overlaps) {
                return Optional.of(new Run(address, protocol, published, next.publishedEnd, target, next.targetEnd));
            }
            return Optional.empty();
        }

        private static boolean follows(int end, int next) {
            return next == end || next == end + 1;
        }

        String text() {
            return address + ":" + range(published, publishedEnd) + "->" + range(target, targetEnd) + "/" + protocol;
        }

        private static String range(int from, int to) {
            return to > from ? from + "-" + to : Integer.toString(from);
        }
    }
}
