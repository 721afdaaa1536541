package io.stackctl.node.trust;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.EventLoops;
import io.stackctl.node.Limits;
import java.util.concurrent.TimeUnit;

/**
 * Makes channels to managers with a node's credentials. A channel outlives a renewal of the certificate: its next
 * connection shows the new one.
 */
public final class Dialer {
    private final EventLoops loops;
    private final NodeCredentials credentials;

    public Dialer(EventLoops loops, NodeCredentials credentials) {
        this.loops = loops;
        this.credentials = credentials;
    }

    /** To whichever manager answers there. Connects with the first call; the caller closes it. */
    public ManagedChannel dial(PeerAddress address) {
        return open(address, Subject.MANAGER, loops, credentials.client());
    }

    /** To that very manager: another one at its address is not believed. */
    public ManagedChannel dial(PeerAddress address, NodeId node) {
        return open(address, node.value(), loops, credentials.client());
    }

    /** {@code name}: what the other end's certificate must say. */
    static ManagedChannel open(PeerAddress address, String name, EventLoops loops, SslContext context) {
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .channelType(loops.socketType())
                .eventLoopGroup(loops.group())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Limits.HANDSHAKE.toMillis())
                .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                .keepAliveTime(Limits.KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(Limits.KEEP_ALIVE_ANSWER.toSeconds(), TimeUnit.SECONDS)
                // Nodes reach each other directly, whatever proxy the machine has for the world.
                .proxyDetector(_ -> null)
                .sslContext(context)
                .overrideAuthority(name)
                .build();
    }
}
