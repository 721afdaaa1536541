package io.stackctl.node.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * One of the two sockets of a relayed connection. What it reads goes to its peer: bytes, the end of the input
 * (half-close), and a reset, so that each side sees what it would see without us. It is not read from while its peer has
 * too much left to write. Both ends live on one event loop.
 */
final class RelayEnd extends ChannelInboundHandlerAdapter {
    private final SocketChannel channel;
    private final BufferBudget budget;

    /** Read before there was a peer: at the end of the input netty reads all there is, also when told not to. */
    private final Queue<ByteBuf> early = new ArrayDeque<>();

    private Optional<RelayEnd> peer = Optional.empty();

    /** Bytes read here that the peer has not written yet. */
    private int inFlight;

    private boolean inputEnded;
    private boolean outputEnded;

    RelayEnd(SocketChannel channel, BufferBudget budget) {
        this.channel = channel;
        this.budget = budget;
    }

    /** From now on what one of the two reads goes to the other. */
    static void join(RelayEnd one, RelayEnd other) {
        one.peer = Optional.of(other);
        other.peer = Optional.of(one);
        one.begin(other);
        other.begin(one);
    }

    private void begin(RelayEnd other) {
        for (ByteBuf bytes = early.poll(); bytes != null; bytes = early.poll()) {
            write(other, bytes);
        }
        other.channel.flush();
        if (inputEnded) {
            other.endOutput(this);
        } else {
            channel.config().setAutoRead(inFlight <= budget.allowance());
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** Ends the connection in a way that the other side of the socket notices as a failure, not as a regular end. */
    void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        budget.take(bytes.readableBytes());
        inFlight += bytes.readableBytes();
        if (peer.isPresent()) {
            write(peer.get(), bytes);
        } else {
            early.add(bytes);
        }
        if (inFlight > budget.allowance()) {
            channel.config().setAutoRead(false);
        }
    }

    private void write(RelayEnd other, ByteBuf bytes) {
        int size = bytes.readableBytes();
        other.channel.write(bytes).addListener(written -> {
            settle(size);
            if (!written.isSuccess()) {
                reset();
                other.reset();
            } else if (!inputEnded && peer.isPresent() && inFlight <= budget.allowance() / 2) {
                channel.config().setAutoRead(true);
            }
        });
    }

    private void settle(int size) {
        inFlight -= size;
        budget.giveBack(size);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        peer.ifPresent(other -> other.channel.flush());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            peer.ifPresent(other -> other.endOutput(this));
        }
    }

    /** Everything that the source will ever send is on its way here: after it, the end. */
    private void endOutput(RelayEnd source) {
        ChannelFuture last = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        last.addListener(_ -> channel.shutdownOutput().addListener(_ -> {
            outputEnded = true;
            if (source.outputEnded) {
                var _ = channel.close();
                var _ = source.channel.close();
            }
        }));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (ByteBuf bytes = early.poll(); bytes != null; bytes = early.poll()) {
            settle(bytes.readableBytes());
            bytes.release();
        }
        peer.ifPresent(RelayEnd::closeWhenWritten);
    }

    private void closeWhenWritten() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
            var _ = channel.close();
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reset();
        peer.ifPresent(RelayEnd::reset);
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause);
        }
    }
}
