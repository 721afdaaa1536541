package io.stackctl.wire;

import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.wire.proto.NetworkAttachmentMessage;
import io.stackctl.wire.proto.NetworkSpecMessage;
import io.stackctl.wire.proto.PoolMessage;

/** Specs of networks, and of a service's place on them. */
final class NetworkSpecCodec {
    private NetworkSpecCodec() {}

    static NetworkSpecMessage toMessage(NetworkSpec spec) {
        var message = NetworkSpecMessage.newBuilder()
                .setName(spec.name())
                .setDriver(spec.driver())
                .putAllDriverOptions(spec.driverOptions())
                .setInternal(spec.internal())
                .setAttachable(spec.attachable())
                .putAllLabels(spec.labels());
        spec.pools().forEach(pool -> message.addPools(toMessage(pool)));
        return message.build();
    }

    static NetworkSpec read(NetworkSpecMessage message) throws DecodeException {
        return new NetworkSpec(
                message.getName(),
                message.getDriver(),
                Decoding.named(message.getDriverOptionsMap()),
                message.getInternal(),
                message.getAttachable(),
                Decoding.named(message.getLabelsMap()),
                Decoding.each(message.getPoolsList(), NetworkSpecCodec::read));
    }

    private static PoolMessage toMessage(NetworkSpec.Pool pool) {
        var message = PoolMessage.newBuilder().setSubnet(Scalars.toMessage(pool.subnet()));
        pool.gateway().ifPresent(gateway -> message.setGateway(gateway.bits()));
        pool.range().ifPresent(range -> message.setRange(Scalars.toMessage(range)));
        return message.build();
    }

    private static NetworkSpec.Pool read(PoolMessage message) throws DecodeException {
        return new NetworkSpec.Pool(
                Scalars.fromMessage(message.getSubnet()),
                Decoding.when(message.hasGateway(), message.getGateway(), Ipv4Address::new),
                Decoding.when(message.hasRange(), message.getRange(), Scalars::fromMessage));
    }

    static NetworkAttachmentMessage toMessage(NetworkAttachment attachment) {
        var message = NetworkAttachmentMessage.newBuilder()
                .setNetwork(attachment.network())
                .addAllAliases(attachment.aliases())
                .putAllDriverOptions(attachment.driverOptions());
        attachment.address().ifPresent(address -> message.setAddress(address.bits()));
        return message.build();
    }

    static NetworkAttachment read(NetworkAttachmentMessage message) throws DecodeException {
        return new NetworkAttachment(
                message.getNetwork(),
                message.getAliasesList(),
                Decoding.named(message.getDriverOptionsMap()),
                Decoding.when(message.hasAddress(), message.getAddress(), Ipv4Address::new));
    }
}
