package io.stackctl.convert;

import io.stackctl.compose.model.Access;
import io.stackctl.spec.NodeAccess;

/** Converts what a container is given of its node. */
final class AccessConverter {
    private AccessConverter() {}

    static NodeAccess convert(Access access) {
        return new NodeAccess(
                access.devices(),
                access.deviceRules(),
                access.sharedMemoryBytes().orElse(0L),
                access.namespaces(),
                access.cgroupParent(),
                access.runtime());
    }
}
