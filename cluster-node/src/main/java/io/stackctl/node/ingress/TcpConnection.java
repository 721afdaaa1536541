package io.stackctl.node.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import io.stackctl.node.Limits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One client's way to a backend: each is tried at most once, in turn, until one takes the connection; while there is
 * none at all the client is held. All of it happens on the client's event loop, but for {@link #wake}.
 */
final class TcpConnection {
    private final Shared shared;
    private final TcpAcceptor acceptor;
    private final RelayEnd client;
    private final Set<String> tried = new HashSet<>();
    private Optional<ScheduledFuture<?>> holdEnds = Optional.empty();

    TcpConnection(Shared shared, TcpAcceptor acceptor, RelayEnd client) {
        this.shared = shared;
        this.acceptor = acceptor;
        this.client = client;
    }

    void start() {
        client.channel().closeFuture().addListener(_ -> stopHolding());
        // Not at once: the client's channel is still being set up by whoever calls this.
        client.channel().eventLoop().execute(this::tryNext);
    }

    private void tryNext() {
        if (!client.channel().isOpen()) {
            return;
        }
        Optional<Backend> next = acceptor.backends().next(tried);
        if (next.isPresent()) {
            tryBackend(next.get());
        } else if (tried.isEmpty()) {
            hold();
        } else {
            client.reset();
        }
    }

    private void tryBackend(Backend backend) {
        OpenConnections.Entry entry = shared.open().connection(backend.id(), this::drop);
        if (!acceptor.backends().contains(backend)) {
            // It left the table before it was counted: a drain may have found nothing open and let it go.
            entry.end();
            tryNext();
            return;
        }
        tried.add(backend.id());
        stopHolding();
        ChannelFuture connected = connect(backend);
        Channel socket = connected.channel();
        client.channel().closeFuture().addListener(_ -> giveUp(socket));
        connected.addListener(_ -> {
            if (!connected.isSuccess()) {
                entry.end();
                // Where no socket could be made at all, netty tells so from a thread of its own.
                client.channel().eventLoop().execute(this::tryNext);
                return;
            }
            socket.closeFuture().addListener(_ -> entry.end());
            if (client.channel().isOpen()) {
                RelayEnd.join(client, socket.pipeline().get(RelayEnd.class));
            } else {
                var _ = socket.close();
            }
        });
    }

    private ChannelFuture connect(Backend backend) {
        return new Bootstrap()
                .group(client.channel().eventLoop())
                .channelFactory(() -> shared.loops().newSocket(backend.address().getAddress()))
                .option(ChannelOption.ALLOCATOR, shared.loops().allocator())
                .option(ChannelOption.RECVBUF_ALLOCATOR, shared.budget())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        shared.settings().connectTimeout().toMillis())
                .option(ChannelOption.SO_RCVBUF, Limits.INGRESS_BACKEND_RECEIVE_BUFFER)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        acceptor.setKeepAlive(channel);
                        channel.pipeline().addLast(new RelayEnd(channel, shared.budget()));
                    }
                })
                .connect(backend.address());
    }

    /** The client is gone; a connection that stands is its relay's to end. */
    private static void giveUp(Channel connecting) {
        if (connecting.isRegistered() && !connecting.isActive()) {
            var _ = connecting.close();
        }
    }

    private void hold() {
        if (holdEnds.isEmpty()) {
            long nanos = shared.settings().hold().toNanos();
            holdEnds = Optional.of(client.channel().eventLoop().schedule(client::reset, nanos, TimeUnit.NANOSECONDS));
        }
        if (!acceptor.hold(this)) {
            client.reset();
        }
    }

    /** Looks for a backend again; from any thread. */
    void wake() {
        client.channel().eventLoop().execute(() -> {
            acceptor.release(this);
            if (acceptor.isClosed() && tried.isEmpty()) {
                client.reset();
            } else if (tried.isEmpty()) {
                tryNext();
            }
        });
    }

    private void stopHolding() {
        acceptor.release(this);
        holdEnds.ifPresent(timer -> timer.cancel(false));
    }

    /** Ends the connection, established or not; from any thread. */
    private void drop() {
        client.channel().eventLoop().execute(client::reset);
    }
}
