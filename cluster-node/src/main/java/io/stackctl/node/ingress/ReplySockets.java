package io.stackctl.node.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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
    private int binding;

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
        return byAddress.computeIfAbsent(asked, _ -> isOurs(asked) ? open(socket, asked) : socket);
    }

    private Channel open(Channel onAll, InetAddress asked) {
        // Both sockets must share for the bind. At no other time: what shares can be bound beside by any program, and
        // a port that another program has would not be found taken.
        binding++;
        onAll.config().setOption(ChannelOption.SO_REUSEADDR, true);
        ChannelFuture bound = new Bootstrap()
                .group(loop)
                .channelFactory(() -> loops.newDatagram(Optional.of(asked)))
                .option(ChannelOption.ALLOCATOR, loops.allocator())
                .option(ChannelOption.RECVBUF_ALLOCATOR, UdpFlows.WHOLE_DATAGRAMS)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(handlers.get())
                .bind(asked, port.port());
        bound.addListener(_ -> loop.execute(() -> {
            stopSharing(bound.channel());
            if (--binding == 0) {
                stopSharing(onAll);
            }
        }));
        return bound.channel();
    }

    private static void stopSharing(Channel socket) {
        if (socket.isOpen()) {
            socket.config().setOption(ChannelOption.SO_REUSEADDR, false);
        }
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
