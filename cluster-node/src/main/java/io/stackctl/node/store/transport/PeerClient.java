package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcUtils;
import com.alipay.sofa.jraft.util.Endpoint;
import com.google.protobuf.Message;
import io.grpc.ConnectivityState;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.stackctl.wire.proto.RaftRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/*
 * jraft asks for connections under its node's lock, and pings a peer synchronously when it is told that there is none.
 * So a channel that still connects counts as connected: what is sent on it fails at its own deadline, without the lock.
 */
/** The calls of one raft node to its peers. */
final class PeerClient implements RpcClient {
    private final String self;
    private final PeerChannels channels;
    private final SnapshotTransit transit;
    private final Map<Endpoint, AppendStream> streams = new ConcurrentHashMap<>();
    private final Set<ManagedChannel> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("raft-deadlines").factory());
    private volatile @Nullable ReplicatorGroup replicators;
    private volatile boolean closed;

    PeerClient(String self, PeerChannels channels, SnapshotTransit transit) {
        this.self = self;
        this.channels = channels;
        this.transit = transit;
    }

    @Override
    public boolean init(@Nullable RpcOptions options) {
        return true;
    }

    @Override
    public void shutdown() {
        closed = true;
        streams.values().forEach(AppendStream::close);
        streams.clear();
        deadlines.shutdownNow();
    }

    @Override
    public boolean checkConnection(Endpoint peer) {
        return checkConnection(peer, false);
    }

    @Override
    public boolean checkConnection(Endpoint peer, boolean createIfAbsent) {
        var channel = channel(peer);
        if (channel.isEmpty()) {
            return false;
        }
        watch(peer, channel.get());
        var state = channel.get().getState(createIfAbsent);
        if (state == ConnectivityState.TRANSIENT_FAILURE) {
            // gRPC would wait for up to two minutes before it tries again; a peer that is back is wanted at once.
            channel.get().resetConnectBackoff();
        }
        return state != ConnectivityState.TRANSIENT_FAILURE && state != ConnectivityState.SHUTDOWN;
    }

    /** The channel is not ours; what is under way on it to this peer ends. */
    @Override
    public void closeConnection(Endpoint peer) {
        Optional.ofNullable(streams.remove(peer)).ifPresent(AppendStream::close);
    }

    @Override
    public void registerConnectEventListener(ReplicatorGroup group) {
        replicators = group;
    }

    @Override
    public Object invokeSync(Endpoint peer, Object request, @Nullable InvokeContext context, long timeoutMillis)
            throws RemotingException, InterruptedException {
        var reply = new CompletableFuture<Message>();
        send(peer, request, complete(reply), Duration.ofMillis(timeoutMillis));
        try {
            return reply.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new InvokeTimeoutException(late);
        } catch (ExecutionException failed) {
            throw new RemotingException(failed.getCause());
        }
    }

    private static AppendStream.Waiter complete(CompletableFuture<Message> reply) {
        return (message, failure) -> {
            if (failure == null) {
                reply.complete(message);
            } else {
                reply.completeExceptionally(failure);
            }
        };
    }

    @Override
    public void invokeAsync(
            Endpoint peer, Object request, @Nullable InvokeContext context, InvokeCallback callback, long timeoutMillis)
            throws RemotingException {
        var executor = callback.executor();
        send(
                peer,
                request,
                executor == null
                        ? callback::complete
                        : (message, failure) -> executor.execute(() -> callback.complete(message, failure)),
                Duration.ofMillis(timeoutMillis));
    }

    private void send(Endpoint peer, Object request, AppendStream.Waiter waiter, Duration limit)
            throws RemotingException {
        // raft may ask for votes while it answers a call: gRPC would cancel what was begun in it with its end.
        var outer = Context.ROOT.attach();
        try {
            sendOutsideOfAnyCall(peer, request, waiter, limit);
        } finally {
            Context.ROOT.detach(outer);
        }
    }

    private void sendOutsideOfAnyCall(Endpoint peer, Object request, AppendStream.Waiter waiter, Duration limit)
            throws RemotingException {
        var channel = channel(peer).orElseThrow(() -> new RemotingException("no way to the manager " + peer.getIp()));
        // The bytes are ours from here on: jraft reuses the buffers of a request that has failed.
        var envelope = RaftRequest.newBuilder()
                .setCall(Call.of(request).number())
                .setFrom(self)
                .setTo(peer.getIp())
                .setAddress(channels.ownAddress())
                .setBody(((Message) request).toByteString());
        if (Call.ordered(request)) {
            append(peer, channel, envelope, waiter, limit);
        } else {
            new UnaryCall(request, transit).start(channel, envelope.build(), waiter, limit);
        }
    }

    private void append(
            Endpoint peer,
            ManagedChannel channel,
            RaftRequest.Builder envelope,
            AppendStream.Waiter waiter,
            Duration limit)
            throws RemotingException {
        var stream = streams.compute(
                peer, (_, now) -> now == null || now.ended() ? AppendStream.open(channel, deadlines) : now);
        if (closed || !stream.send(envelope, waiter, limit)) {
            throw new RemotingException("the stream to the manager " + peer.getIp() + " has ended");
        }
    }

    private Optional<ManagedChannel> channel(Endpoint peer) {
        return closed ? Optional.empty() : PeerNames.node(peer.getIp()).flatMap(channels::to);
    }

    /** A peer that can be reached again gets its entries at once, not at jraft's next look at dead peers. */
    private void watch(Endpoint peer, ManagedChannel channel) {
        if (watched.add(channel)) {
            watch(peer, channel, channel.getState(false));
        }
    }

    private void watch(Endpoint peer, ManagedChannel channel, ConnectivityState state) {
        channel.notifyWhenStateChanged(state, () -> {
            var now = channel.getState(false);
            if (now == ConnectivityState.SHUTDOWN || closed) {
                watched.remove(channel);
                return;
            }
            var group = replicators;
            if (now == ConnectivityState.READY && group != null) {
                var _ = RpcUtils.runInThread(() -> group.checkReplicator(new PeerId(peer, 0), true));
            }
            watch(peer, channel, now);
        });
    }
}
