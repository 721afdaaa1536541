package io.stackctl.node.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One forwarded question: asks the servers in turn until one gives an answer worth passing on. Lives on one event loop
 * and ends by calling {@code done} once.
 */
final class Exchange {
    private final Upstream upstream;
    private final Query query;
    private final List<InetSocketAddress> servers;
    private final boolean complete;
    private final EventLoop loop;
    private final Consumer<byte[]> done;

    private int nextServer;
    private Optional<Attempt> current = Optional.empty();

    /** What a server said that could not help; passed on if no other can. */
    private Optional<byte[]> lastResort = Optional.empty();

    /** A question on its way to one server, by UDP or TCP. */
    private record Attempt(InetSocketAddress server, int id, boolean tcp, Channel channel, ScheduledFuture<?> timeout) {
        void end() {
            timeout.cancel(false);
            if (channel.isRegistered()) {
                var _ = channel.close();
            }
        }
    }

    Exchange(
            Upstream upstream,
            Query query,
            List<InetSocketAddress> servers,
            boolean complete,
            EventLoop loop,
            Consumer<byte[]> done) {
        this.upstream = upstream;
        this.query = query;
        this.servers = servers;
        this.complete = complete;
        this.loop = loop;
        this.done = done;
    }

    void start() {
        loop.execute(this::askNext);
    }

    private void askNext() {
        if (nextServer == servers.size()) {
            finish(lastResort.orElseGet(() -> Messages.empty(query, ResponseCode.SERVER_FAILURE)));
            return;
        }
        ask(servers.get(nextServer++), false);
    }

    private void ask(InetSocketAddress server, boolean tcp) {
        int id = upstream.newId();
        ChannelFuture connected = tcp
                ? UpstreamSockets.connectTcp(upstream.loops(), loop, server, this::received, this::failed)
                : UpstreamSockets.connectUdp(upstream.loops(), loop, server, this::received, this::failed);
        Channel channel = connected.channel();
        var timeout = loop.schedule(
                () -> failed(channel), upstream.settings().upstreamTimeout().toNanos(), TimeUnit.NANOSECONDS);
        current = Optional.of(new Attempt(server, id, tcp, channel, timeout));
        ByteBuf message = Unpooled.wrappedBuffer(query.withId(id));
        connected.addListener(_ -> {
            if (!connected.isSuccess()) {
                message.release();
                // Where no socket could be made at all, netty tells so from a thread of its own.
                loop.execute(() -> failed(channel));
                return;
            }
            channel.writeAndFlush(message).addListener(written -> {
                if (!written.isSuccess()) {
                    failed(channel);
                }
            });
        });
    }

    /** The server is not there, hung up or let the time pass. */
    private void failed(Channel channel) {
        attempt(channel).ifPresent(attempt -> {
            upstream.silent(attempt.server());
            end(attempt);
            askNext();
        });
    }

    private void received(Channel channel, byte[] message) {
        attempt(channel).ifPresent(attempt -> {
            switch (Reply.of(message, attempt.id(), query)) {
                case FOREIGN -> {
                    // Not to our question: the real answer may still come.
                }
                case UNHELPFUL -> {
                    end(attempt);
                    lastResort = Optional.of(message);
                    askNext();
                }
                case ANSWER -> {
                    upstream.answered(attempt.server());
                    end(attempt);
                    if (complete && !attempt.tcp() && Messages.isTruncated(message)) {
                        lastResort = Optional.of(message);
                        ask(attempt.server(), true);
                    } else {
                        finish(message);
                    }
                }
            }
        });
    }

    /** The current attempt, if it is the channel's: a late event of an earlier one means nothing. */
    private Optional<Attempt> attempt(Channel channel) {
        return current.filter(attempt -> attempt.channel().equals(channel));
    }

    private void end(Attempt attempt) {
        current = Optional.empty();
        attempt.end();
    }

    private void finish(byte[] message) {
        done.accept(Messages.withId(message, query.id()));
    }
}
