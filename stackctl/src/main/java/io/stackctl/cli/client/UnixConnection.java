package io.stackctl.cli.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Connections to the daemon's socket on this machine. */
final class UnixConnection {
    /**
     * Libraries would log into the tool's output, such as that a local socket has no keep-alive. What matters reaches the
     * user as an exception. Held here, for a logger that nobody holds forgets its level.
     */
    private static final List<Logger> SILENCED = List.of(Logger.getLogger("io.netty"), Logger.getLogger("io.grpc"));

    private UnixConnection() {}

    /**
     * Finds out, without gRPC, whether somebody listens: it is quick, and the reason is exact.
     *
     * @throws ClusterException with the command that starts a daemon, if none listens
     */
    static void probe(HostAddress.Unix host) throws ClusterException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(host.socket()))) {
            channel.finishConnect();
        } catch (IOException failure) {
            throw new ClusterException(ClusterException.Reason.NO_DAEMON, explain(host, failure));
        }
    }

    private static String explain(HostAddress.Unix host, IOException failure) {
        String text = "cannot connect to the stackctl daemon at " + host + ": ";
        if (!Files.exists(host.socket())) {
            return text + "no daemon runs there. Start one with: stackctl swarm init";
        }
        if (!Files.isReadable(host.socket()) || !Files.isWritable(host.socket())) {
            return text + "permission denied. Run the command as root";
        }
        String reason = String.valueOf(failure.getMessage());
        return text
                + (reason.toLowerCase(Locale.ROOT).contains("refused")
                        ? "the daemon is not running. Start it with: stackctl swarm init"
                        : reason);
    }

    static ManagedChannel open(HostAddress.Unix host) {
        SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
        var loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("stackctl-connection", true), EpollIoHandler.newFactory());
        return NettyChannelBuilder.forAddress(
                        new DomainSocketAddress(host.socket().toFile()))
                .channelType(EpollDomainSocketChannel.class)
                .eventLoopGroup(loop)
                .overrideAuthority("localhost")
                .usePlaintext()
                .maxInboundMessageSize(Limits.ANSWER_BYTES)
                .build();
    }
}
