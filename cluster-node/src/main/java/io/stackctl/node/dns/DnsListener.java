package io.stackctl.node.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.timeout.IdleStateHandler;
import io.stackctl.node.EventLoops;
import io.stackctl.node.Limits;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens the pair of sockets, UDP and TCP, on which one address is served. */
final class DnsListener {
    private final EventLoops loops;
    private final Responder responder;
    private final ConnectionCount connections = new ConnectionCount(Limits.DNS_CONNECTIONS);

    DnsListener(EventLoops loops, Responder responder) {
        this.loops = loops;
        this.responder = responder;
    }

    /** What came of an attempt to listen. */
    sealed interface Outcome permits Bound, Failed {}

    record Failed(String reason) implements Outcome {}

    record Bound(Channel udp, Channel tcp) implements Outcome {
        boolean isOpen() {
            return udp.isOpen() && tcp.isOpen();
        }

        void close() {
            udp.close().awaitUninterruptibly();
            tcp.close().awaitUninterruptibly();
        }
    }

    /** Both sockets or none. */
    Outcome bind(InetAddress address, int port) {
        ChannelFuture udp = bindUdp(address, port).awaitUninterruptibly();
        if (!udp.isSuccess()) {
            return new Failed("udp port " + port + ": " + udp.cause().getMessage());
        }
        ChannelFuture tcp = bindTcp(address, port).awaitUninterruptibly();
        if (!tcp.isSuccess()) {
            udp.channel().close().awaitUninterruptibly();
            return new Failed("tcp port " + port + ": " + tcp.cause().getMessage());
        }
        return new Bound(udp.channel(), tcp.channel());
    }

    private ChannelFuture bindUdp(InetAddress address, int port) {
        return new Bootstrap()
                .group(loops.group())
                .channelFactory(() -> loops.newDatagram(Optional.of(address)))
                .option(ChannelOption.ALLOCATOR, loops.allocator())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(Limits.DNS_QUERY_BYTES))
                .handler(new UdpQueries(responder))
                .bind(address, port);
    }

    private ChannelFuture bindTcp(InetAddress address, int port) {
        return new ServerBootstrap()
                .group(loops.group())
                .channelFactory(() -> loops.newServerSocket(Optional.of(address)))
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, loops.allocator())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        long idle = Limits.DNS_CONNECTION_IDLE.toNanos();
                        channel.pipeline()
                                .addLast(connections)
                                .addLast(new IdleStateHandler(idle, 0, 0, TimeUnit.NANOSECONDS))
                                .addLast(new LengthFieldBasedFrameDecoder(Limits.DNS_QUERY_BYTES, 0, 2, 0, 2))
                                .addLast(new LengthFieldPrepender(2))
                                .addLast(new TcpQueries(responder));
                    }
                })
                .bind(address, port);
    }
}
