package io.stackctl.node.store;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.Limits;
import io.stackctl.node.store.transport.PeerChannels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A network in one process whose links fail as real ones do: what is sent over a link that is cut is gone, in one
 * direction or both, and nobody is told. Calls end by their own deadlines alone.
 */
final class FaultyNetwork implements AutoCloseable {
    private record Link(NodeId from, NodeId to) {}

    private final String name = UUID.randomUUID().toString();
    private final Set<Link> cut = ConcurrentHashMap.newKeySet();
    private final Map<NodeId, Server> servers = new ConcurrentHashMap<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Supplier<Duration> latency = () -> Duration.ZERO;

    void serve(NodeId node, BindableService service) throws IOException {
        servers.put(
                node,
                InProcessServerBuilder.forName(name + node)
                        .executor(calls)
                        .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                        .addService(service)
                        .build()
                        .start());
    }

    void stopServing(NodeId node) {
        Optional.ofNullable(servers.remove(node)).ifPresent(Server::shutdownNow);
    }

    /** The ways from one node to the others. */
    PeerChannels from(NodeId node) {
        var open = new ConcurrentHashMap<NodeId, ManagedChannel>();
        return to -> Optional.of(open.computeIfAbsent(to, _ -> channel(new Link(node, to))));
    }

    private synchronized ManagedChannel channel(Link link) {
        var channel = InProcessChannelBuilder.forName(name + link.to)
                .executor(calls)
                .intercept(new Loss(link))
                .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                .build();
        channels.add(channel);
        return channel;
    }

    /** Nothing goes from one to the other any more; the other way stays as it is. */
    void cut(NodeId from, NodeId to) {
        cut.add(new Link(from, to));
    }

    void cutBothWays(NodeId one, NodeId other) {
        cut(one, other);
        cut(other, one);
    }

    /** Messages take that long on their way; those of one call stay in order, calls overtake each other. */
    void delay(Supplier<Duration> each) {
        latency = each;
    }

    void heal() {
        cut.clear();
        latency = () -> Duration.ZERO;
    }

    /** Messages of a call that meet a cut link are dropped: those of the caller on its way, replies on theirs. */
    private final class Loss implements ClientInterceptor {
        private final Link there;
        private final Link back;

        Loss(Link link) {
            this.there = link;
            this.back = new Link(link.to, link.from);
        }

        @Override
        public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
            return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
                // A stream of which a message is lost is stuck from there on, as TCP is.
                private volatile boolean stuck;

                private CompletableFuture<Void> way = CompletableFuture.completedFuture(null);

                // After what was sent before on this call, and after its own time on the way.
                private synchronized void travel(Runnable arrival) {
                    var wait = latency.get();
                    if (wait.isZero() && way.isDone()) {
                        arrival.run();
                        return;
                    }
                    var later = CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, calls);
                    way = way.thenRunAsync(arrival, later);
                }

                @Override
                public void start(Listener<R> listener, Metadata headers) {
                    super.start(
                            new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(listener) {
                                @Override
                                public void onMessage(R message) {
                                    stuck |= cut.contains(back);
                                    if (!stuck) {
                                        super.onMessage(message);
                                    }
                                }
                            },
                            headers);
                }

                @Override
                public void sendMessage(Q message) {
                    travel(() -> {
                        stuck |= cut.contains(there);
                        if (!stuck) {
                            super.sendMessage(message);
                        }
                    });
                }

                @Override
                public void halfClose() {
                    travel(() -> {
                        if (!stuck) {
                            super.halfClose();
                        }
                    });
                }
            };
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            channels.forEach(ManagedChannel::shutdownNow);
        }
        servers.values().forEach(Server::shutdownNow);
        calls.shutdownNow();
    }
}
