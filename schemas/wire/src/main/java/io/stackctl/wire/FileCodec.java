package io.stackctl.wire;

import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.SecretSpec;
import io.stackctl.wire.proto.ConfigSpecMessage;
import io.stackctl.wire.proto.FileReferenceMessage;
import io.stackctl.wire.proto.SecretSpecMessage;

/** Specs of secrets and configs, and the files that containers see of them. */
final class FileCodec {
    private FileCodec() {}

    static SecretSpecMessage toMessage(SecretSpec spec) {
        var message = SecretSpecMessage.newBuilder().setName(spec.name()).putAllLabels(spec.labels());
        spec.version().ifPresent(version -> message.setVersion(version.value()));
        spec.templating().ifPresent(message::setTemplating);
        return message.build();
    }

    static SecretSpec read(SecretSpecMessage message) throws DecodeException {
        return new SecretSpec(
                message.getName(),
                Decoding.named(message.getLabelsMap()),
                Decoding.when(message.hasVersion(), message.getVersion(), ContentVersion::new),
                Decoding.when(message.hasTemplating(), message.getTemplating()));
    }

    static ConfigSpecMessage toMessage(ConfigSpec spec) {
        var message = ConfigSpecMessage.newBuilder().setName(spec.name()).putAllLabels(spec.labels());
        spec.version().ifPresent(version -> message.setVersion(version.value()));
        spec.templating().ifPresent(message::setTemplating);
        return message.build();
    }

    static ConfigSpec read(ConfigSpecMessage message) throws DecodeException {
        return new ConfigSpec(
                message.getName(),
                Decoding.named(message.getLabelsMap()),
                Decoding.when(message.hasVersion(), message.getVersion(), ContentVersion::new),
                Decoding.when(message.hasTemplating(), message.getTemplating()));
    }

    static FileReferenceMessage toMessage(FileReference file) {
        var message = FileReferenceMessage.newBuilder()
                .setName(file.name())
                .setTarget(file.target())
                .setUid(file.uid())
                .setGid(file.gid())
                .setMode(file.mode());
        file.version().ifPresent(version -> message.setVersion(version.value()));
        return message.build();
    }

    static FileReference read(FileReferenceMessage message) throws DecodeException {
        return new FileReference(
                message.getName(),
                Decoding.when(message.hasVersion(), message.getVersion(), ContentVersion::new),
                message.getTarget(),
                message.getUid(),
                message.getGid(),
                message.getMode());
    }
}
