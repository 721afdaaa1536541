package io.stackctl.node;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The threads and buffers behind every socket of the daemon, and the kinds of socket that run on them: the kernel's
 * epoll where netty's native part loads, the JDK's selectors elsewhere. One instance serves the whole process.
 */
public final class EventLoops implements AutoCloseable {
    private final boolean epoll;
    private final EventLoopGroup group;
    private final ByteBufAllocator allocator;

    private EventLoops(int threads, boolean epoll) {
        this.epoll = epoll;
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("event-loop", true), io);
        // One arena of each kind with 64 KiB chunks: netty's defaults take megabytes per thread before the first byte.
        this.allocator = new PooledByteBufAllocator(true, 1, 1, 8192, 3, 256, 64, false);
    }

    /** Loops on the best transport of this machine. */
    public static EventLoops start(int threads) {
        return new EventLoops(threads, Epoll.isAvailable());
    }

    /** Loops on the JDK's selectors, which every machine has. */
    public static EventLoops startPortable(int threads) {
        return new EventLoops(threads, false);
    }

    public EventLoopGroup group() {
        return group;
    }

    public ByteBufAllocator allocator() {
        return allocator;
    }

    /** Whether the sockets are epoll's, with the options that only epoll has. */
    public boolean isEpoll() {
        return epoll;
    }

    /** The class of listening TCP sockets, for builders that make them by themselves. */
    public Class<? extends ServerChannel> serverSocketType() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The class of TCP connections, for builders that make them by themselves. */
    public Class<? extends SocketChannel> socketType() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** A listening TCP socket that fits the address it will be bound to; of all families the kernel has when none is given. */
    public ServerSocketChannel newServerSocket(Optional<InetAddress> address) {
        if (address.isEmpty()) {
            return epoll ? new EpollServerSocketChannel() : new NioServerSocketChannel();
        }
        SocketProtocolFamily family = family(address.get());
        return epoll
                ? new EpollServerSocketChannel(family)
                : new NioServerSocketChannel(SelectorProvider.provider(), family);
    }

    /** A TCP socket that connects to the address. */
    public SocketChannel newSocket(InetAddress address) {
        SocketProtocolFamily family = family(address);
        return epoll ? new EpollSocketChannel(family) : new NioSocketChannel(SelectorProvider.provider(), family);
    }

    /** A UDP socket that fits the address it is bound or connected to; of all families when none is given. */
    public DatagramChannel newDatagram(Optional<InetAddress> address) {
        if (address.isEmpty()) {
            return epoll ? new EpollDatagramChannel() : new NioDatagramChannel();
        }
        SocketProtocolFamily family = family(address.get());
        return epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(SelectorProvider.provider(), family);
    }

    private static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }

    /** Ends the threads; every socket that is still open is closed with them. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
