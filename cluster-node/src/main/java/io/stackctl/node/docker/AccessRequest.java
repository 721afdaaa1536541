package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackctl.spec.NodeAccess;

/** What a container has of its node, as fields of the create request's host part. */
final class AccessRequest {
    private AccessRequest() {}

    static void add(ObjectNode host, NodeAccess access) {
        for (var device : access.devices()) {
            host.withArray("/Devices")
                    .addObject()
                    .put("PathOnHost", device.source())
                    .put("PathInContainer", device.target())
                    .put("CgroupPermissions", device.permissions());
        }
        ContainerRequest.strings(host, "DeviceCgroupRules", access.deviceRules());
        if (access.sharedMemoryBytes() > 0) {
            host.put("ShmSize", access.sharedMemoryBytes());
        }
        var namespaces = access.namespaces();
        namespaces.process().ifPresent(mode -> host.put("PidMode", mode));
        namespaces.ipc().ifPresent(mode -> host.put("IpcMode", mode));
        namespaces.user().ifPresent(mode -> host.put("UsernsMode", mode));
        namespaces.cgroup().ifPresent(mode -> host.put("CgroupnsMode", mode));
        namespaces.uts().ifPresent(mode -> host.put("UTSMode", mode));
        access.cgroupParent().ifPresent(parent -> host.put("CgroupParent", parent));
        access.runtime().ifPresent(runtime -> host.put("Runtime", runtime));
    }
}
