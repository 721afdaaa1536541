package io.stackctl.node.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Questions of one connection. While any is being answered no more are read: they wait in the socket of the client. */
final class TcpQueries extends SimpleChannelInboundHandler<ByteBuf> {
    private final Responder responder;

    TcpQueries(Responder responder) {
        this.responder = responder;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        Channel channel = context.channel();
        var client = (InetSocketAddress) channel.remoteAddress();
        channel.config().setAutoRead(false);
        responder.overTcp(client.getAddress(), ByteBufUtil.getBytes(bytes), channel.eventLoop(), answer -> {
            var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(answer));
            channel.config().setAutoRead(true);
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            context.fireExceptionCaught(cause);
        }
    }
}
