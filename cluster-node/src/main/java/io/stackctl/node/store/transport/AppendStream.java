package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.stackctl.wire.proto.RaftGrpc;
import io.stackctl.wire.proto.RaftReply;
import io.stackctl.wire.proto.RaftRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Entries on their way to one peer, in order. A stream ends once: when the peer or the network ends it, or when one
 * request is not answered in time, since what stands behind it would not be either. All that is open then fails.
 */
final class AppendStream {
    /** Hears the reply, or why there is none. */
    interface Waiter extends BiConsumer<Message, Throwable> {}

    private record Pending(Waiter waiter, ScheduledFuture<?> deadline) {}

    private final ScheduledExecutorService deadlines;
    private final ClientCall<RaftRequest, RaftReply> call;
    private final Map<Long, Pending> pending = new TreeMap<>();
    private long sent;
    private boolean ended;

    private AppendStream(ClientCall<RaftRequest, RaftReply> call, ScheduledExecutorService deadlines) {
        this.call = call;
        this.deadlines = deadlines;
    }

    static AppendStream open(io.grpc.Channel channel, ScheduledExecutorService deadlines) {
        var stream = new AppendStream(channel.newCall(RaftGrpc.getAppendMethod(), CallOptions.DEFAULT), deadlines);
        stream.call.start(stream.new Replies(), new Metadata());
        stream.call.request(Integer.MAX_VALUE);
        return stream;
    }

    /** False for a stream that has ended: the request was not sent, and the waiter hears nothing. */
    synchronized boolean send(RaftRequest.Builder request, Waiter waiter, Duration limit) {
        if (ended) {
            return false;
        }
        long sequence = ++sent;
        var deadline = deadlines.schedule(() -> late(sequence, limit), limit.toNanos(), TimeUnit.NANOSECONDS);
        pending.put(sequence, new Pending(waiter, deadline));
        call.sendMessage(request.setSequence(sequence).build());
        return true;
    }

    synchronized boolean ended() {
        return ended;
    }

    void close() {
        end("this manager closed the stream", new RemotingException("closed"));
    }

    private void late(long sequence, Duration limit) {
        synchronized (this) {
            if (!pending.containsKey(sequence)) {
                return;
            }
        }
        end("no answer in time", new InvokeTimeoutException("no answer within " + limit.toMillis() + " ms"));
    }

    private void end(String why, Throwable failure) {
        List<Pending> open;
        synchronized (this) {
            ended = true;
            open = List.copyOf(pending.values());
            pending.clear();
        }
        call.cancel(why, null);
        for (var one : open) {
            one.deadline.cancel(false);
            one.waiter.accept(null, failure);
        }
    }

    private final class Replies extends ClientCall.Listener<RaftReply> {
        @Override
        public void onMessage(RaftReply reply) {
            Pending answered;
            synchronized (AppendStream.this) {
                answered = pending.remove(reply.getSequence());
            }
            if (answered == null) {
                return;
            }
            answered.deadline.cancel(false);
            try {
                answered.waiter.accept(Call.APPEND_ENTRIES.parseReply(reply.getBody()), null);
            } catch (InvalidProtocolBufferException garbled) {
                answered.waiter.accept(null, garbled);
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end("the peer ended the stream", new RemotingException("the stream ended: " + status));
        }
    }
}
