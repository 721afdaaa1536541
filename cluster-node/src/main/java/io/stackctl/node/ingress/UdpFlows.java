package io.stackctl.node.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A published UDP port: remembers which backend each client talks to, and gives the replies back. A client stays with
 * its backend while that is in the table and one of the two says something now and then. All state but the backends
 * lives on one event loop.
 */
final class UdpFlows implements Acceptor {
    /** A datagram that does not fit its buffer is cut by the kernel, so each gets the most there can be. */
    static final FixedRecvByteBufAllocator WHOLE_DATAGRAMS = new FixedRecvByteBufAllocator(0xFFFF);

    private final Shared shared;
    private final Backends backends;
    private final EventLoop loop;
    private final ReplySockets replySockets;
    private final ScheduledFuture<?> sweep;

    /** The longest silent first. */
    private final LinkedHashMap<Conversation, UdpFlow> flows = new LinkedHashMap<>(16, 0.75f, true);

    /** A client as it asks one of our addresses: the reply must come from there. */
    private record Conversation(InetSocketAddress client, InetAddress asked) {}

    UdpFlows(Shared shared, Backends backends, PublishedPort port, EventLoop loop) {
        this.shared = shared;
        this.backends = backends;
        this.loop = loop;
        this.replySockets = new ReplySockets(shared.loops(), port, loop, this::datagrams);
        long period = Math.max(1, shared.settings().flowIdle().toNanos() / 4);
        this.sweep = loop.scheduleWithFixedDelay(this::endSilent, period, period, TimeUnit.NANOSECONDS);
    }

    /** What reads the datagrams of a socket of this port. */
    ChannelHandler datagrams() {
        return new Datagrams();
    }

    private void received(Channel socket, DatagramPacket packet) {
        var conversation = new Conversation(packet.sender(), packet.recipient().getAddress());
        @Nullable UdpFlow known = flows.get(conversation);
        if (known != null && backends.contains(known.backend())) {
            known.send(packet.content());
            return;
        }
        if (known != null) {
            known.close();
        }
        // Without a backend a datagram is lost, as on its way to a host that is still starting: the client asks again.
        backends.next(Set.of())
                .ifPresent(backend -> open(socket, conversation, backend).send(packet.content()));
    }

    private UdpFlow open(Channel socket, Conversation conversation, Backend backend) {
        if (flows.size() >= shared.settings().flowsOfPort()) {
            flows.firstEntry().getValue().close();
        }
        Channel special = replySockets.of(socket, conversation.asked());
        var flow = new UdpFlow(shared, backend, loop, reply -> {
            Channel from = special.isActive() ? special : socket;
            var _ = from.writeAndFlush(new DatagramPacket(reply, conversation.client()));
        });
        flows.put(conversation, flow);
        flow.onEnd(() -> flows.remove(conversation, flow));
        return flow;
    }

    private void endSilent() {
        long idle = shared.settings().flowIdle().toNanos();
        List.copyOf(flows.values()).stream()
                .filter(flow -> flow.isSilentFor(idle))
                .forEach(UdpFlow::close);
    }

    @Override
    public void use(List<Backend> current) {
        backends.use(current);
    }

    @Override
    public void closed() {
        sweep.cancel(false);
        loop.execute(() -> {
            List.copyOf(flows.values()).forEach(UdpFlow::close);
            replySockets.close();
        });
    }

    private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            received(context.channel(), packet);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // One client that is gone (ICMP) must not cost the others their port.
            if (!(cause instanceof IOException)) {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
