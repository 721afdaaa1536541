package io.stackctl.node.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One client's datagrams to one backend and back. Its socket is connected, so that the kernel gives us only what the
 * backend sends, and says when nobody listens there any more: the flow ends then, and the client's next datagram goes
 * to another backend.
 */
final class UdpFlow {
    private final Backend backend;
    private final EventLoop loop;
    private final Consumer<ByteBuf> reply;
    private final ChannelFuture connected;
    private final OpenConnections.Entry entry;
    private Runnable onEnd = () -> {};
    private long lastHeard = System.nanoTime();

    /** Connects, which takes no packet. The reply's buffer is its receiver's to release. */
    UdpFlow(Shared shared, Backend backend, EventLoop loop, Consumer<ByteBuf> reply) {
        this.backend = backend;
        this.loop = loop;
        this.reply = reply;
        this.entry = shared.open().flow(backend.id(), () -> loop.execute(this::close));
        this.connected = new Bootstrap()
                .group(loop)
                .channelFactory(() ->
                        shared.loops().newDatagram(Optional.of(backend.address().getAddress())))
                .option(ChannelOption.ALLOCATOR, shared.loops().allocator())
                .option(ChannelOption.RECVBUF_ALLOCATOR, UdpFlows.WHOLE_DATAGRAMS)
                .handler(new Replies())
                .connect(backend.address());
    }

    /** What to do when it has ended; called on the event loop. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    Backend backend() {
        return backend;
    }

    boolean isSilentFor(long nanos) {
        return System.nanoTime() - lastHeard >= nanos;
    }

    /** Passes a datagram of the client on; lost if the socket can't take it, as anywhere else on its way. */
    void send(ByteBuf content) {
        lastHeard = System.nanoTime();
        if (connected.isSuccess()) {
            write(content.retain());
            return;
        }
        ByteBuf kept = content.retain();
        connected.addListener(_ -> {
            if (connected.isSuccess()) {
                write(kept);
            } else {
                kept.release();
                loop.execute(this::close);
            }
        });
    }

    private void write(ByteBuf content) {
        if (connected.channel().isWritable()) {
            var _ = connected.channel().writeAndFlush(content);
        } else {
            content.release();
        }
    }

    void close() {
        entry.end();
        onEnd.run();
        if (connected.channel().isRegistered()) {
            var _ = connected.channel().close();
        }
    }

    private final class Replies extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            lastHeard = System.nanoTime();
            reply.accept(packet.content().retain());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            close();
            if (!(cause instanceof IOException)) {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
