package io.stackctl.node.control;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that is passed on to another server, with the pace of the slower side. */
final class Relay<Q, R> extends ServerCall.Listener<Q> {
    private final ServerCall<Q, R> caller;
    private final Metadata headers;
    private final @Nullable Deadline deadline;
    private volatile Optional<ClientCall<Q, R>> onward = Optional.empty();
    private boolean over;

    Relay(ServerCall<Q, R> caller, Metadata headers) {
        this.caller = caller;
        this.headers = headers;
        this.deadline = Context.current().getDeadline();
    }

    /** Nothing was read of the caller until now: the first message is asked for here. */
    synchronized void start(Channel to) {
        if (over) {
            return;
        }
        var options = deadline == null ? CallOptions.DEFAULT : CallOptions.DEFAULT.withDeadline(deadline);
        var call = to.newCall(caller.getMethodDescriptor(), options);
        call.start(new Answers(call), headers);
        call.request(1);
        // Not before: the caller's listener runs elsewhere, and nothing may be asked of a call that has not begun.
        onward = Optional.of(call);
        caller.request(1);
    }

    synchronized void refuse(StatusException why) {
        if (!over) {
            over = true;
            var trailers = why.getTrailers();
            caller.close(why.getStatus(), trailers == null ? new Metadata() : trailers);
        }
    }

    @Override
    public void onMessage(Q message) {
        var call = onward.orElseThrow();
        call.sendMessage(message);
        if (call.isReady()) {
            caller.request(1);
        }
    }

    @Override
    public void onHalfClose() {
        onward.orElseThrow().halfClose();
    }

    @Override
    public synchronized void onCancel() {
        over = true;
        onward.ifPresent(call -> call.cancel("the caller gave up", null));
    }

    @Override
    public void onReady() {
        onward.ifPresent(call -> call.request(1));
    }

    private final class Answers extends ClientCall.Listener<R> {
        private final ClientCall<Q, R> call;

        Answers(ClientCall<Q, R> call) {
            this.call = call;
        }

        @Override
        public void onHeaders(Metadata answered) {
            caller.sendHeaders(answered);
        }

        @Override
        public void onMessage(R message) {
            caller.sendMessage(message);
            if (caller.isReady()) {
                call.request(1);
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            synchronized (Relay.this) {
                if (!over) {
                    over = true;
                    caller.close(status, trailers);
                }
            }
        }

        /** Before the caller may be asked for anything, this says no more than that the call has begun. */
        @Override
        public void onReady() {
            if (onward.isPresent()) {
                caller.request(1);
            }
        }
    }
}
