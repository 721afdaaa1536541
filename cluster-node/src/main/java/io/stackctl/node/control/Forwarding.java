package io.stackctl.node.control;

import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusException;
import io.stackctl.cluster.NodeId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets any manager serve. What only reads is answered where it was asked, see {@link Reads}; another call that reaches a
 * manager which does not lead is passed on to the leader as it is, and its answers back. A call is passed on once; if the lead has changed meanwhile, the caller is told to try again.
 */
final class Forwarding implements ServerInterceptor {
    /** The node that passed a call on. */
    private static final Metadata.Key<String> FORWARDED =
            Metadata.Key.of("stackctl-forwarded-by", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<NodeId> ASKED = Context.key("asked");

    private final NodeId self;
    private final BooleanSupplier leads;
    private final Leaders leaders;
    private final Optional<Reads> reads;

    /** Finds the leader. */
    interface Leaders {
        /** The way to it, waited for during an election; empty when this manager leads, or nobody does in time. */
        Optional<Channel> await() throws InterruptedException;
    }

    /** {@code reads}: those that this manager answers by itself; empty for none. */
    Forwarding(NodeId self, BooleanSupplier leads, Leaders leaders, Optional<Reads> reads) {
        this.self = self;
        this.leads = leads;
        this.leaders = leaders;
        this.reads = reads;
    }

    /** The node that was asked by whoever made the current call, which may not be the one that answers. */
    static Optional<NodeId> asked() {
        return Optional.ofNullable(ASKED.get());
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var by = headers.get(FORWARDED);
        if (by == null && reads.isPresent()) {
            return read(reads.get(), call, headers, next);
        }
        return decide(call, headers, next, by);
    }

    /** Waits here for a majority, on the call's own thread. */
    private <Q, R> ServerCall.Listener<Q> read(
            Reads known, ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        try {
            return switch (known.way(call.getMethodDescriptor().getFullMethodName(), headers)) {
                case Reads.Way.ByLeader() -> decide(call, headers, next, null);
                case Reads.Way.Here(var added) ->
                    Contexts.interceptCall(
                            Context.current().withValue(ASKED, self), withHeaders(call, added), headers, next);
                case Reads.Way.Refused(var why) -> refuse(call, why);
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return refuse(call, Replies.noLeader());
        }
    }

    private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, StatusException why) {
        call.close(why.getStatus(), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static <Q, R> ServerCall<Q, R> withHeaders(ServerCall<Q, R> call, Metadata added) {
        return new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata headers) {
                headers.merge(added);
                super.sendHeaders(headers);
            }
        };
    }

    private <Q, R> ServerCall.Listener<Q> decide(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next, @Nullable String by) {
        if (by != null || leads.getAsBoolean()) {
            var asked = Context.current().withValue(ASKED, by == null ? self : new NodeId(by));
            return Contexts.interceptCall(asked, call, headers, next);
        }
        var passed = new Metadata();
        passed.put(FORWARDED, self.value());
        var relay = new Relay<>(call, passed);
        Thread.ofVirtual().name("forward").start(() -> connect(relay));
        return relay;
    }

    private void connect(Relay<?, ?> relay) {
        try {
            leaders.await().ifPresentOrElse(relay::start, () -> relay.refuse(Replies.noLeader()));
        } catch (InterruptedException e) {
            relay.refuse(Replies.noLeader());
        }
    }
}
