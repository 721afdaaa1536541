package io.stackctl.convert;

import io.stackctl.compose.model.Port;
import io.stackctl.spec.PortSpec;
import java.util.Comparator;
import java.util.List;

/** Converts published ports. */
final class PortConverter {
    private static final Comparator<PortSpec> ORDER = Comparator.comparingInt(
                    (PortSpec port) -> port.published().orElse(0))
            .thenComparingInt(PortSpec::target)
            .thenComparing(PortSpec::protocol);

    private PortConverter() {}

    static List<PortSpec> convert(List<Port> ports) {
        return ports.stream().map(PortConverter::convert).sorted(ORDER).toList();
    }

    private static PortSpec convert(Port port) {
        return new PortSpec(
                port.target().orElse(0L).intValue(),
                port.published().map(Long::intValue).filter(published -> published != 0),
                Words.constant(List.of(PortSpec.Protocol.values()), port.protocol(), Defaults.PROTOCOL),
                Words.constant(List.of(PortSpec.PublishMode.values()), port.mode(), Defaults.PUBLISH_MODE),
                port.hostAddress().filter(address -> !isAny(address)));
    }

    private static boolean isAny(String address) {
        return address.equals("0.0.0.0") || address.equals("::");
    }
}
