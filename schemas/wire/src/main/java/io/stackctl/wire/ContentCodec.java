package io.stackctl.wire;

import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.spec.ContentVersion;
import io.stackctl.wire.proto.StoredConfigMessage;
import io.stackctl.wire.proto.StoredSecretMessage;

/** Stored secrets and configs with their content. */
public final class ContentCodec {
    private ContentCodec() {}

    public static StoredSecretMessage toMessage(StoredSecret secret) {
        var message = StoredSecretMessage.newBuilder()
                .setId(secret.id().value())
                .setName(secret.name())
                .setVersion(secret.version().value())
                .putAllLabels(secret.labels())
                .setSealed(Scalars.toMessage(secret.sealed()))
                .setCreatedAt(Scalars.toMessage(secret.createdAt()));
        secret.stack().ifPresent(stack -> message.setStack(stack.value()));
        return message.build();
    }

    public static StoredSecret fromMessage(StoredSecretMessage message) throws DecodeException {
        return Decoding.decode(message, ContentCodec::read);
    }

    static StoredSecret read(StoredSecretMessage message) throws DecodeException {
        return new StoredSecret(
                new SecretId(message.getId()),
                Decoding.when(message.hasStack(), message.getStack(), StackId::new),
                message.getName(),
                new ContentVersion(message.getVersion()),
                Decoding.named(message.getLabelsMap()),
                Scalars.fromMessage(message.getSealed()),
                Scalars.fromMessage(message.getCreatedAt()));
    }

    public static StoredConfigMessage toMessage(StoredConfig config) {
        var message = StoredConfigMessage.newBuilder()
                .setId(config.id().value())
                .setName(config.name())
                .setVersion(config.version().value())
                .putAllLabels(config.labels())
                .setContent(Scalars.toMessage(config.content()))
                .setCreatedAt(Scalars.toMessage(config.createdAt()));
        config.stack().ifPresent(stack -> message.setStack(stack.value()));
        return message.build();
    }

    public static StoredConfig fromMessage(StoredConfigMessage message) throws DecodeException {
        return Decoding.decode(message, ContentCodec::read);
    }

    static StoredConfig read(StoredConfigMessage message) throws DecodeException {
        return new StoredConfig(
                new ConfigId(message.getId()),
                Decoding.when(message.hasStack(), message.getStack(), StackId::new),
                message.getName(),
                new ContentVersion(message.getVersion()),
                Decoding.named(message.getLabelsMap()),
                Scalars.fromMessage(message.getContent()),
                Scalars.fromMessage(message.getCreatedAt()));
    }
}
