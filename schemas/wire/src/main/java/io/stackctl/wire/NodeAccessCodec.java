package io.stackctl.wire;

import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.NodeAccess.Device;
import io.stackctl.spec.NodeAccess.Namespaces;
import io.stackctl.wire.proto.DeviceMessage;
import io.stackctl.wire.proto.NamespacesMessage;
import io.stackctl.wire.proto.NodeAccessMessage;

/** What a container has of its node. */
final class NodeAccessCodec {
    private NodeAccessCodec() {}

    static NodeAccessMessage toMessage(NodeAccess access) {
        var message = NodeAccessMessage.newBuilder()
                .addAllDeviceRules(access.deviceRules())
                .setSharedMemoryBytes(access.sharedMemoryBytes())
                .setNamespaces(namespaces(access.namespaces()));
        access.devices()
                .forEach(device -> message.addDevices(DeviceMessage.newBuilder()
                        .setSource(device.source())
                        .setTarget(device.target())
                        .setPermissions(device.permissions())));
        access.cgroupParent().ifPresent(message::setCgroupParent);
        access.runtime().ifPresent(message::setRuntime);
        return message.build();
    }

    static NodeAccess read(NodeAccessMessage message) throws DecodeException {
        return new NodeAccess(
                Decoding.each(
                        message.getDevicesList(),
                        device -> new Device(device.getSource(), device.getTarget(), device.getPermissions())),
                message.getDeviceRulesList(),
                message.getSharedMemoryBytes(),
                namespaces(message.getNamespaces()),
                Decoding.when(message.hasCgroupParent(), message.getCgroupParent()),
                Decoding.when(message.hasRuntime(), message.getRuntime()));
    }

    private static NamespacesMessage namespaces(Namespaces namespaces) {
        var message = NamespacesMessage.newBuilder();
        namespaces.process().ifPresent(message::setProcess);
        namespaces.ipc().ifPresent(message::setIpc);
        namespaces.user().ifPresent(message::setUser);
        namespaces.cgroup().ifPresent(message::setCgroup);
        namespaces.uts().ifPresent(message::setUts);
        return message.build();
    }

    private static Namespaces namespaces(NamespacesMessage message) throws DecodeException {
        return new Namespaces(
                Decoding.when(message.hasProcess(), message.getProcess()),
                Decoding.when(message.hasIpc(), message.getIpc()),
                Decoding.when(message.hasUser(), message.getUser()),
                Decoding.when(message.hasCgroup(), message.getCgroup()),
                Decoding.when(message.hasUts(), message.getUts()));
    }
}
