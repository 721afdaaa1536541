package io.stackctl.compose.model;

import io.stackctl.spec.ContainerSpec.PullPolicy;
import io.stackctl.spec.NodeAccess;
import java.util.List;
import java.util.Optional;

/**
 * What a container is given of its node, its image among it, as far as it can be honoured.
 *
 * @param networkMode {@code host} or {@code none}; absent: the service is on networks
 * @param platform that the image runs on, such as {@code linux/arm64}
 */
public record Access(
        List<NodeAccess.Device> devices,
        List<String> deviceRules,
        Optional<Long> sharedMemoryBytes,
        NodeAccess.Namespaces namespaces,
        Optional<String> cgroupParent,
        Optional<String> runtime,
        Optional<String> networkMode,
        Optional<Located<String>> platform,
        PullPolicy pull) {
    public Access {
        devices = List.copyOf(devices);
        deviceRules = List.copyOf(deviceRules);
    }
}
