package io.stackctl.node.control;

import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets any manager serve: a call that reaches one that does not lead is passed on to the leader as it is, and its
 * answers back. A call is passed on once; if the lead has changed meanwhile, the caller is told to try again.
 */
final class Forwarding implements ServerInterceptor {
    private static final Metadata.Key<String> FORWARDED =
            Metadata.Key.of("stackctl-forwarded", Metadata.ASCII_STRING_MARSHALLER);

    private final BooleanSupplier leads;
    private final Leaders leaders;

    /** Finds the leader. */
    interface Leaders {
        /** The way to it, waited for during an election; empty when this manager leads, or nobody does in time. */
        Optional<Channel> await() throws InterruptedException;
    }

    Forwarding(BooleanSupplier leads, Leaders leaders) {
        this.leads = leads;
        this.leaders = leaders;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (leads.getAsBoolean() || headers.containsKey(FORWARDED)) {
            return next.startCall(call, headers);
        }
        var passed = new Metadata();
        passed.put(FORWARDED, "yes");
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
