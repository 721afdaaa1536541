package io.stackctl.wire;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.wire.proto.ClusterSettingsMessage;

/** Settings of the whole cluster. */
public final class SettingsCodec {
    private SettingsCodec() {}

    public static ClusterSettingsMessage toMessage(ClusterSettings settings) {
        var message = ClusterSettingsMessage.newBuilder()
                .setFormat(settings.format())
                .setTaskHistory(settings.taskHistory())
                .setPoolPrefix(settings.poolPrefix())
                .setNodeDownAfter(Scalars.toMessage(settings.nodeDownAfter()));
        settings.id().ifPresent(id -> message.setId(id.value()));
        settings.addressPools().forEach(pool -> message.addAddressPools(Scalars.toMessage(pool)));
        settings.lastSubnet().map(Scalars::toMessage).ifPresent(message::setLastSubnet);
        settings.contentKey().map(Scalars::toMessage).ifPresent(message::setContentKey);
        return message.build();
    }

    public static ClusterSettings fromMessage(ClusterSettingsMessage message) throws DecodeException {
        return Decoding.decode(message, SettingsCodec::read);
    }

    static ClusterSettings read(ClusterSettingsMessage message) throws DecodeException {
        return new ClusterSettings(
                Decoding.when(message.hasId(), message.getId(), ClusterId::new),
                message.getFormat(),
                message.getTaskHistory(),
                Decoding.each(message.getAddressPoolsList(), Scalars::fromMessage),
                message.getPoolPrefix(),
                Decoding.when(message.hasLastSubnet(), message.getLastSubnet(), Scalars::fromMessage),
                Scalars.fromMessage(message.getNodeDownAfter()),
                Decoding.when(message.hasContentKey(), message.getContentKey(), Scalars::fromMessage));
    }
}
