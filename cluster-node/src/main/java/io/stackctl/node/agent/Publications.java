package io.stackctl.node.agent;

import io.stackctl.cluster.ServiceId;
import io.stackctl.view.Frontend;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What services publish, and whether this node can serve it. */
final class Publications {
    private final PortProbe probe;
    private volatile Map<ServiceId, List<Frontend>> wanted = Map.of();

    Publications(PortProbe probe) {
        this.probe = probe;
    }

    void want(List<Frontend> frontends) {
        wanted = frontends.stream().collect(Collectors.groupingBy(Frontend::service));
    }

    /** Why a task of the service would wait here for connections that cannot come; empty when they can. */
    Optional<String> obstacle(ServiceId service) {
        return wanted.getOrDefault(service, List.of()).stream()
                .flatMap(frontend -> probe.obstacle(frontend).stream())
                .findFirst();
    }
}
