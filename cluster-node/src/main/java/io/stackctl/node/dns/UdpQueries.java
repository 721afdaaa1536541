package io.stackctl.node.dns;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Questions that come as datagrams. */
final class UdpQueries extends SimpleChannelInboundHandler<DatagramPacket> {
    private final Responder responder;

    UdpQueries(Responder responder) {
        this.responder = responder;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        InetSocketAddress client = packet.sender();
        Channel channel = context.channel();
        byte[] message = ByteBufUtil.getBytes(packet.content());
        responder.overUdp(client.getAddress(), message, channel.eventLoop(), answer -> {
            var _ = channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(answer), client));
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that went away without its answer (ICMP) must not cost the others their socket.
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause);
        }
    }
}
