package io.stackctl.view;

import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.PortSpec;
import java.util.List;
import java.util.Optional;

/**
 * One published port and the serving tasks behind it.
 *
 * @param hostAddress the only address to listen on; empty means all
 */
public record Frontend(
        int port,
        PortSpec.Protocol protocol,
        Optional<String> hostAddress,
        ServiceId service,
        String serviceName,
        List<Backend> backends) {
    /** Where a connection may go. */
    public record Backend(TaskKey task, Ipv4Address address, int port) {}

    public Frontend {
        backends = List.copyOf(backends);
    }
}
