package io.stackctl.wire;

import io.stackctl.spec.PortSpec;
import io.stackctl.wire.proto.PortProtocolMessage;
import io.stackctl.wire.proto.PortSpecMessage;
import io.stackctl.wire.proto.PublishModeMessage;

/** Published ports. */
final class PortCodec {
    static final EnumTable<PortSpec.Protocol, PortProtocolMessage> PROTOCOL =
            EnumTable.of(PortSpec.Protocol.class, PortProtocolMessage.class, "PORT_PROTOCOL_");
    private static final EnumTable<PortSpec.PublishMode, PublishModeMessage> MODE =
            EnumTable.of(PortSpec.PublishMode.class, PublishModeMessage.class, "PUBLISH_MODE_");

    private PortCodec() {}

    static PortSpecMessage toMessage(PortSpec port) {
        var message = PortSpecMessage.newBuilder()
                .setTarget(port.target())
                .setProtocol(PROTOCOL.toMessage(port.protocol()))
                .setMode(MODE.toMessage(port.mode()));
        port.published().ifPresent(message::setPublished);
        port.hostAddress().ifPresent(message::setHostAddress);
        return message.build();
    }

    static PortSpec read(PortSpecMessage message) throws DecodeException {
        return new PortSpec(
                message.getTarget(),
                Decoding.when(message.hasPublished(), message.getPublished()),
                PROTOCOL.fromMessage(message.getProtocol()),
                MODE.fromMessage(message.getMode()),
                Decoding.when(message.hasHostAddress(), message.getHostAddress()));
    }
}
