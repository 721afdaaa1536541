package io.stackctl.node.trust;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import io.stackctl.cluster.ClusterState;
import io.stackctl.node.EventLoops;
import io.stackctl.node.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one port by which the nodes of a cluster reach this one: mutual TLS 1.3, and for each service a rule who may call
 * it. Services come and go while it is open; a node that is no manager has none.
 */
public final class NodePort implements AutoCloseable {
    private final Supplier<ClusterState> state;
    private final InstantSource clock;
    private final PeerConnections connections = new PeerConnections();
    private final PortServices services = new PortServices();
    private final Server server;
    private final ExecutorService calls;

    private NodePort(
            InetSocketAddress address,
            EventLoops loops,
            NodeCredentials credentials,
            Supplier<ClusterState> state,
            InstantSource clock)
            throws IOException {
        this.state = state;
        this.clock = clock;
        this.calls = Executors.newVirtualThreadPerTaskExecutor();
        try {
            this.server = NettyServerBuilder.forAddress(address)
                    .channelFactory(() -> {
                        var listening = loops.newServerSocket(Optional.ofNullable(address.getAddress()));
                        listening.pipeline().addFirst(connections.watcher());
                        return listening;
                    })
                    .bossEventLoopGroup(loops.group())
                    .workerEventLoopGroup(loops.group())
                    .withOption(ChannelOption.SO_REUSEADDR, true)
                    .sslContext(credentials.server())
                    .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                    .maxConcurrentCallsPerConnection(Limits.CALLS_PER_CONNECTION)
                    .handshakeTimeout(Limits.HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
                    .keepAliveTime(Limits.CLIENT_SILENCE.toSeconds(), TimeUnit.SECONDS)
                    .keepAliveTimeout(Limits.CLIENT_ANSWER.toSeconds(), TimeUnit.SECONDS)
                    .permitKeepAliveTime(Limits.KEEP_ALIVE_LEAST.toSeconds(), TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .executor(calls)
                    .fallbackHandlerRegistry(services)
                    .build()
                    .start();
        } catch (IOException | RuntimeException e) {
            calls.shutdownNow();
            throw e;
        }
    }

    /**
     * Opens it; nothing is served yet.
     *
     * @param state who belongs to the cluster, by the newest that this node knows
     * @throws IOException the address cannot be had
     */
    public static NodePort open(
            InetSocketAddress address,
            EventLoops loops,
            NodeCredentials credentials,
            Supplier<ClusterState> state,
            InstantSource clock)
            throws IOException {
        return new NodePort(address, loops, credentials, state, clock);
    }

    /** Where it listens; the port that was given when 0 was asked for. */
    public int port() {
        return server.getPort();
    }

    /** Serves it from now on; whoever makes a call finds the {@link Caller} in the context. */
    public void serve(BindableService service, Access access) {
        var gate = new Gate(access, state, clock, connections);
        services.add(ServerInterceptors.intercept(service, gate));
    }

    /** The full names of all calls that are served, in their order. */
    public List<String> methods() {
        return services.names();
    }

    /** Serves nothing any more; the port stays open. */
    public void serveNothing() {
        services.clear();
    }

    /** Ends the connections of nodes that the state no longer grants what their certificates say. */
    public void expel(ClusterState newest) {
        connections.check(newest, clock.instant());
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(Limits.CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            calls.shutdownNow();
        }
    }
}
