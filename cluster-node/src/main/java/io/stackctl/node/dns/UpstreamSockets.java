package io.stackctl.node.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.stackctl.node.EventLoops;
import io.stackctl.node.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The sockets of one question to one server: whole messages in and out, and word of a broken connection. */
final class UpstreamSockets {
    private static final int TCP_MESSAGE_BYTES = 0xFFFF;

    private UpstreamSockets() {}

    static ChannelFuture connectUdp(
            EventLoops loops,
            EventLoop loop,
            InetSocketAddress server,
            BiConsumer<Channel, byte[]> received,
            Consumer<Channel> broken) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> loops.newDatagram(Optional.of(server.getAddress())))
                .option(ChannelOption.ALLOCATOR, loops.allocator())
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(Limits.DNS_UDP_ANSWER_BYTES).maxMessagesPerRead(1))
                .handler(new Inbound(received, broken))
                .connect(server);
    }

    static ChannelFuture connectTcp(
            EventLoops loops,
            EventLoop loop,
            InetSocketAddress server,
            BiConsumer<Channel, byte[]> received,
            Consumer<Channel> broken) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> loops.newSocket(server.getAddress()))
                .option(ChannelOption.ALLOCATOR, loops.allocator())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(TCP_MESSAGE_BYTES + 2, 0, 2, 0, 2))
                                .addLast(new LengthFieldPrepender(2))
                                .addLast(new Inbound(received, broken));
                    }
                })
                .connect(server);
    }

    private static final class Inbound extends SimpleChannelInboundHandler<Object> {
        private final BiConsumer<Channel, byte[]> received;
        private final Consumer<Channel> broken;

        Inbound(BiConsumer<Channel, byte[]> received, Consumer<Channel> broken) {
            this.received = received;
            this.broken = broken;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = message instanceof DatagramPacket packet ? packet.content() : (ByteBuf) message;
            received.accept(context.channel(), ByteBufUtil.getBytes(bytes));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            broken.accept(context.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // ICMP "port unreachable" arrives here, and so does a frame that makes no sense.
            broken.accept(context.channel());
            if (!(cause instanceof IOException)) {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
