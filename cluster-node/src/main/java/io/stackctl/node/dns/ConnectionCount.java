package io.stackctl.node.dns;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes connections beyond a number. */
@Sharable
final class ConnectionCount extends ChannelInboundHandlerAdapter {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionCount(int limit) {
        this.limit = limit;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().closeFuture().addListener(_ -> open.decrementAndGet());
        if (open.incrementAndGet() > limit) {
            var _ = context.close();
            return;
        }
        context.fireChannelActive();
    }
}
