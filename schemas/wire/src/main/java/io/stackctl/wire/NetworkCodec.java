package io.stackctl.wire;

import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.StackId;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.wire.proto.NetworkMessage;

/** Networks. */
public final class NetworkCodec {
    private NetworkCodec() {}

    public static NetworkMessage toMessage(Network network) {
        var message = NetworkMessage.newBuilder()
                .setId(network.id().value())
                .setSpec(NetworkSpecCodec.toMessage(network.spec()))
                .setCreatedAt(Scalars.toMessage(network.createdAt()))
                .setRemoving(network.removing());
        network.stack().ifPresent(stack -> message.setStack(stack.value()));
        network.subnet().map(Scalars::toMessage).ifPresent(message::setSubnet);
        network.gateways().forEach((node, gateway) -> message.putGateways(node.value(), gateway.bits()));
        network.lastGiven().ifPresent(address -> message.setLastGiven(address.bits()));
        return message.build();
    }

    public static Network fromMessage(NetworkMessage message) throws DecodeException {
        return Decoding.decode(message, NetworkCodec::read);
    }

    static Network read(NetworkMessage message) throws DecodeException {
        return new Network(
                new NetworkId(message.getId()),
                Decoding.when(message.hasStack(), message.getStack(), StackId::new),
                NetworkSpecCodec.read(message.getSpec()),
                Decoding.when(message.hasSubnet(), message.getSubnet(), Scalars::fromMessage),
                Decoding.rows(message.getGatewaysMap(), NodeId::new, Ipv4Address::new),
                Decoding.when(message.hasLastGiven(), message.getLastGiven(), Ipv4Address::new),
                Scalars.fromMessage(message.getCreatedAt()),
                message.getRemoving());
    }
}
