package io.stackctl.cli.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.stackctl.wire.StaleRead;
import io.stackctl.wire.proto.ControlGrpc;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Asks each call to be answered by the manager that it reaches, and tells how old the answer is. */
final class StaleReads implements ClientInterceptor {
    private final Consumer<String> told;
    private final AtomicBoolean once = new AtomicBoolean();

    StaleReads(Consumer<String> told) {
        this.told = told;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        var call = next.newCall(method, options);
        // What the daemon says of itself is never older than the answer.
        return ControlGrpc.SERVICE_NAME.equals(method.getServiceName()) ? asking(call) : call;
    }

    private <Q, R> ClientCall<Q, R> asking(ClientCall<Q, R> call) {
        return new SimpleForwardingClientCall<>(call) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                headers.put(StaleRead.ASKED, "yes");
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onHeaders(Metadata answered) {
                                tell(answered);
                                super.onHeaders(answered);
                            }
                        },
                        headers);
            }
        };
    }

    private void tell(Metadata answered) {
        var revision = answered.get(StaleRead.REVISION);
        var age = answered.get(StaleRead.AGE_MILLIS);
        var manager = answered.get(StaleRead.MANAGER);
        if (revision != null && age != null && once.compareAndSet(false, true)) {
            told.accept("revision " + revision + " as manager " + manager + " knows it; " + age(age));
        }
    }

    private static String age(String millis) {
        if (!millis.matches("\\d{1,15}")) {
            return "it reached no majority of the managers yet";
        }
        return "it was up to date " + Duration.ofMillis(Long.parseLong(millis)).toSeconds() + " s ago";
    }
}
