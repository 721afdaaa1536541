package io.stackctl.node.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;

/** An open published port. Its owner calls it from one thread at a time, never from an event loop. */
record Listener(Channel socket, Acceptor acceptor) {
    private static final int BACKLOG = 1024;

    /** What came of an attempt to listen. */
    sealed interface Opening {
        record Opened(Listener listener) implements Opening {}

        record Failed(Throwable cause) implements Opening {}
    }

    static Opening open(Shared shared, Frontend frontend) {
        return switch (frontend.port().protocol()) {
            case TCP -> openTcp(shared, frontend);
            case UDP -> openUdp(shared, frontend);
        };
    }

    private static Opening openTcp(Shared shared, Frontend frontend) {
        var acceptor = new TcpAcceptor(shared, new Backends(frontend.backends()));
        PublishedPort port = frontend.port();
        return opening(
                acceptor,
                new ServerBootstrap()
                        .group(shared.loops().group())
                        .channelFactory(() -> shared.loops().newServerSocket(port.address()))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        // Connections that ended lately do not block the port; a listening socket still does.
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .handler(acceptor.counter())
                        .childOption(ChannelOption.ALLOCATOR, shared.loops().allocator())
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, shared.budget())
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childHandler(acceptor)
                        .bind(port.socketAddress()));
    }

    private static Opening openUdp(Shared shared, Frontend frontend) {
        EventLoop loop = shared.loops().group().next();
        PublishedPort port = frontend.port();
        var flows = new UdpFlows(shared, new Backends(frontend.backends()), port, loop);
        var bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> shared.loops().newDatagram(port.address()))
                .option(ChannelOption.ALLOCATOR, shared.loops().allocator())
                .option(ChannelOption.RECVBUF_ALLOCATOR, UdpFlows.WHOLE_DATAGRAMS)
                .handler(flows.datagrams());
        if (shared.loops().isEpoll()) {
            bootstrap.option(EpollChannelOption.IP_RECVORIGDSTADDR, true);
        }
        return opening(flows, bootstrap.bind(port.socketAddress()));
    }

    private static Opening opening(Acceptor acceptor, ChannelFuture bound) {
        return bound.awaitUninterruptibly().isSuccess()
                ? new Opening.Opened(new Listener(bound.channel(), acceptor))
                : new Opening.Failed(bound.cause());
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    /** Stops listening, and returns when the port is free. TCP connections that are open go on. */
    void close() {
        socket.close().awaitUninterruptibly();
        acceptor.closed();
    }
}
