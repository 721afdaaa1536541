package io.stackctl.node.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts the connections of a published port and gives each to a {@link TcpConnection} of its own. */
@Sharable
final class TcpAcceptor extends ChannelInitializer<SocketChannel> implements Acceptor {
    /** Seconds of silence after which the kernel asks whether a peer is still there, between questions, and how often. */
    private static final int KEEP_ALIVE_IDLE = 120;

    private static final int KEEP_ALIVE_INTERVAL = 30;
    private static final int KEEP_ALIVE_PROBES = 4;

    private final Shared shared;
    private final Backends backends;
    private final AtomicInteger connections = new AtomicInteger();

    /** Connections that wait for a first backend. */
    private final Set<TcpConnection> held = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    TcpAcceptor(Shared shared, Backends backends) {
        this.shared = shared;
        this.backends = backends;
    }

    @Override
    protected void initChannel(SocketChannel client) {
        setKeepAlive(client);
        var end = new RelayEnd(client, shared.budget());
        client.pipeline().addLast(end);
        if (shared.connections().get() > shared.settings().connections()) {
            end.reset();
        } else {
            new TcpConnection(shared, this, end).start();
        }
    }

    /** Goes into the pipeline of the listening socket, where it sees each connection before the next is accepted. */
    ChannelHandler counter() {
        return new Counter();
    }

    private final class Counter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object client) {
            shared.connections().incrementAndGet();
            if (connections.incrementAndGet() >= shared.settings().connectionsOfPort()) {
                context.channel().config().setAutoRead(false);
            }
            ((Channel) client).closeFuture().addListener(_ -> left(context.channel()));
            context.fireChannelRead(client);
        }
    }

    private void left(Channel socket) {
        shared.connections().decrementAndGet();
        if (connections.decrementAndGet() < shared.settings().connectionsOfPort() && socket.isOpen()) {
            socket.config().setAutoRead(true);
        }
    }

    /** The kernel's own two hours would keep a vanished client's two sockets that long. */
    void setKeepAlive(SocketChannel channel) {
        if (shared.loops().isEpoll()) {
            channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_IDLE);
            channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL);
            channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES);
        }
    }

    Backends backends() {
        return backends;
    }

    /** Keeps a connection until there are backends; false if too many wait, or nobody will ever come. */
    boolean hold(TcpConnection connection) {
        if (closed || held.size() >= shared.settings().heldOfPort()) {
            return false;
        }
        held.add(connection);
        if (closed || !backends.isEmpty()) {
            // The table changed after the connection looked at it: nobody else would wake it.
            connection.wake();
        }
        return true;
    }

    void release(TcpConnection connection) {
        held.remove(connection);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void use(List<Backend> current) {
        backends.use(current);
        if (!current.isEmpty()) {
            held.forEach(TcpConnection::wake);
        }
    }

    @Override
    public void closed() {
        closed = true;
        held.forEach(TcpConnection::wake);
    }
}
