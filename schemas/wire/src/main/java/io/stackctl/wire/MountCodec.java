package io.stackctl.wire;

import io.stackctl.spec.MountSpec;
import io.stackctl.wire.proto.BindMessage;
import io.stackctl.wire.proto.MountSpecMessage;
import io.stackctl.wire.proto.NamedPipeMessage;
import io.stackctl.wire.proto.TmpfsMessage;
import io.stackctl.wire.proto.VolumeDriverMessage;
import io.stackctl.wire.proto.VolumeMessage;

/** Mounts of a container. */
final class MountCodec {
    private MountCodec() {}

    static MountSpecMessage toMessage(MountSpec mount) {
        var message = MountSpecMessage.newBuilder();
        return switch (mount) {
            case MountSpec.Bind bind -> message.setBind(bind(bind)).build();
            case MountSpec.Volume volume -> message.setVolume(volume(volume)).build();
            case MountSpec.Tmpfs tmpfs -> message.setTmpfs(tmpfs(tmpfs)).build();
            case MountSpec.NamedPipe pipe ->
                message.setNamedPipe(NamedPipeMessage.newBuilder()
                                .setSource(pipe.source())
                                .setTarget(pipe.target())
                                .setReadOnly(pipe.readOnly()))
                        .build();
        };
    }

    static MountSpec read(MountSpecMessage message) throws DecodeException {
        return switch (message.getMountCase()) {
            case BIND -> bind(message.getBind());
            case VOLUME -> volume(message.getVolume());
            case TMPFS -> tmpfs(message.getTmpfs());
            case NAMED_PIPE -> {
                var pipe = message.getNamedPipe();
                yield new MountSpec.NamedPipe(pipe.getSource(), pipe.getTarget(), pipe.getReadOnly());
            }
            case MOUNT_NOT_SET -> throw DecodeException.fromNewerVersion("a mount of an unknown kind");
        };
    }

    private static BindMessage bind(MountSpec.Bind bind) {
        var message = BindMessage.newBuilder()
                .setSource(bind.source())
                .setTarget(bind.target())
                .setReadOnly(bind.readOnly())
                .setCreateSource(bind.createSource());
        bind.propagation().ifPresent(message::setPropagation);
        return message.build();
    }

    private static MountSpec bind(BindMessage message) {
        return new MountSpec.Bind(
                message.getSource(),
                message.getTarget(),
                message.getReadOnly(),
                Decoding.when(message.hasPropagation(), message.getPropagation()),
                message.getCreateSource());
    }

    private static VolumeMessage volume(MountSpec.Volume volume) {
        var message = VolumeMessage.newBuilder()
                .setTarget(volume.target())
                .setReadOnly(volume.readOnly())
                .setNoCopy(volume.noCopy())
                .putAllLabels(volume.labels());
        volume.name().ifPresent(message::setName);
        volume.subpath().ifPresent(message::setSubpath);
        volume.driver()
                .ifPresent(driver -> message.setDriver(
                        VolumeDriverMessage.newBuilder().setName(driver.name()).putAllOptions(driver.options())));
        return message.build();
    }

    private static MountSpec volume(VolumeMessage message) throws DecodeException {
        return new MountSpec.Volume(
                Decoding.when(message.hasName(), message.getName()),
                message.getTarget(),
                message.getReadOnly(),
                message.getNoCopy(),
                Decoding.when(message.hasSubpath(), message.getSubpath()),
                Decoding.named(message.getLabelsMap()),
                Decoding.when(message.hasDriver(), message.getDriver(), MountCodec::driver));
    }

    private static MountSpec.Driver driver(VolumeDriverMessage message) {
        return new MountSpec.Driver(message.getName(), Decoding.named(message.getOptionsMap()));
    }

    private static TmpfsMessage tmpfs(MountSpec.Tmpfs tmpfs) {
        var message = TmpfsMessage.newBuilder()
                .setTarget(tmpfs.target())
                .setReadOnly(tmpfs.readOnly())
                .setSizeBytes(tmpfs.sizeBytes());
        tmpfs.mode().ifPresent(message::setMode);
        return message.build();
    }

    private static MountSpec tmpfs(TmpfsMessage message) {
        return new MountSpec.Tmpfs(
                message.getTarget(),
                message.getReadOnly(),
                message.getSizeBytes(),
                Decoding.when(message.hasMode(), message.getMode()));
    }
}
