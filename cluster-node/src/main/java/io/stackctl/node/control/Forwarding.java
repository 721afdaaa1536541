package io.stackctl.node.control;

import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.stackctl.cluster.NodeId;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets any manager serve: a call that reaches one that does not lead is passed on to the leader as it is, and its
 * answers back. A call is passed on once; if the lead has changed meanwhile, the caller is told to try again.
 */
final class Forwarding implements ServerInterceptor {
    /** The node that passed a call on. */
    private static final Metadata.Key<String> FORWARDED =
            Metadata.Key.of("stackctl-forwarded-by", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<NodeId> ASKED = Context.key("asked");

    private final NodeId self;
    private final BooleanSupplier leads;
    private final Leaders leaders;

    /** Finds the leader. */
    interface Leaders {
        /** The way to it, waited for during an election; empty when this manager leads, or nobody does in time. */
        Optional<Channel> await() throws InterruptedException;
    }

    Forwarding(NodeId self, BooleanSupplier leads, Leaders leaders) {
        this.self = self;
        this.leads = leads;
        this.leaders = leaders;
    }

    /** The node that was asked by whoever made the current call, which may not be the one that answers. */
    static Optional<NodeId> asked() {
        return Optional.ofNullable(ASKED.get());
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var by = headers.get(FORWARDED);
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
