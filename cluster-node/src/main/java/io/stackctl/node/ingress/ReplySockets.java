package io.stackctl.node.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.stackctl.node.EventLoops;
import io.stackctl.node.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sockets from which a UDP port on all addresses replies. From a socket bound to all addresses the kernel sends
 * with the address that its routes prefer, and a client that asked another one drops the reply. So each of our addresses
 * gets a socket of its own when it is first asked; the kernel then delivers what comes for that address there as well.
 *
 * <p>Only epoll tells which address was asked, and only for IPv4; elsewhere replies come from the preferred address.
 */
final class ReplySockets {
    private final EventLoops loops;
    private final PublishedPort port;
    private final EventLoop loop;
    private final Supplier<ChannelHandler> handlers;
    private final Map<InetAddress, Channel> byAddress = new HashMap<>();

    ReplySockets(EventLoops loops, PublishedPort port, EventLoop loop, Supplier<ChannelHandler> handlers) {
        this.loops = loops;
        this.port = port;
        this.loop = loop;
        this.handlers = handlers;
    }

    /** The socket for replies to who asked this address by way of that socket; not active if it could not be bound. */
    Channel of(Channel socket, InetAddress asked) {
        boolean isOnAll =
                ((InetSocketAddress) socket.localAddress()).getAddress().isAnyLocalAddress();
        if (!isOnAll || asked.isAnyLocalAddress() || byAddress.size() >= Limits.INGRESS_REPLY_ADDRESSES) {
            return byAddress.getOrDefault(asked, socket);
        }
        return byAddress.computeIfAbsent(asked, _ -> isOurs(asked) ? open(asked) : socket);
    }

    private Channel open(InetAddress asked) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> loops.newDatagram(Optional.of(asked)))
                .option(ChannelOption.ALLOCATOR, loops.allocator())
                .option(ChannelOption.RECVBUF_ALLOCATOR, UdpFlows.WHOLE_DATAGRAMS)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(handlers.get())
                .bind(asked, port.port())
                .channel();
    }

    /** Broadcasts arrive here too, and nothing can be sent from their address. */
    private static boolean isOurs(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false;
        }
    }

    void close() {
        for (Channel channel : byAddress.values()) {
            if (channel.isRegistered()) {
                var _ = channel.close();
            }
        }
        byAddress.clear();
    }
}
