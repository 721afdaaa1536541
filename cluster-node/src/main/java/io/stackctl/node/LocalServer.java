package io.stackctl.node;

import io.grpc.BindableService;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.trust.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The daemon's door on its own machine: a unix socket that only root and its group may open. */
final class LocalServer implements AutoCloseable {
    private final Path socket;
    private final EventLoops loops;
    private final Server server;
    private final ExecutorService calls;
    private final SocketLock lock;

    private LocalServer(Path socket, SocketLock lock, EventLoops loops, Server server, ExecutorService calls) {
        this.socket = socket;
        this.lock = lock;
        this.loops = loops;
        this.server = server;
        this.calls = calls;
    }

    static LocalServer start(Path socket, EventLoops loops, BindableService always, HandlerRegistry switched)
            throws StoreException {
        var lock = SocketLock.take(socket);
        var calls = Executors.newVirtualThreadPerTaskExecutor();
        try {
            // Of a daemon that was killed: one that lives holds the lock.
            Files.deleteIfExists(socket);
            var server = NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toString()))
                    .channelType(EpollServerDomainSocketChannel.class)
                    .bossEventLoopGroup(loops.group())
                    .workerEventLoopGroup(loops.group())
                    .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                    .keepAliveTime(Limits.CLIENT_SILENCE.toSeconds(), TimeUnit.SECONDS)
                    .keepAliveTimeout(Limits.CLIENT_ANSWER.toSeconds(), TimeUnit.SECONDS)
                    .executor(calls)
                    .intercept(Caller.local())
                    .addService(always)
                    .fallbackHandlerRegistry(switched)
                    .build()
                    .start();
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
            return new LocalServer(socket, lock, loops, server, calls);
        } catch (IOException e) {
            calls.shutdownNow();
            lock.close();
            throw new StoreException("cannot listen on " + socket + ": " + e.getMessage(), e);
        }
    }

    /** A channel to this very server, for the agent of this node. */
    ManagedChannel dial() {
        return NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
                .channelType(EpollDomainSocketChannel.class)
                .eventLoopGroup(loops.group())
                .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                .usePlaintext()
                .build();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(Limits.CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            }
            Files.deleteIfExists(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("cannot remove " + socket, e);
        } finally {
            calls.shutdownNow();
            lock.close();
        }
    }
}
