package io.stackctl.cli.client;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.stackctl.cli.client.ClusterException.Reason;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.LockHolderMessage;
import io.stackctl.wire.proto.LockStacksReply;
import io.stackctl.wire.proto.LockStacksRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/*
 * The call to the manager is the lock. When it breaks, because another manager leads now, a thread asks for the lock
 * again, at the end of the queue: it may be somebody else's in the meantime, and that one then goes first.
 */
/** The lock of stacks, held until it is closed or this process ends. */
public final class StackLock implements AutoCloseable {
    /** Who is in the way. */
    public record Holder(String stack, String who, String what, Instant since) {
        @Override
        public String toString() {
            return "stack " + stack + " is locked by " + who + " (" + what + ") since "
                    + since.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    private final ControlGrpc.ControlBlockingV2Stub stub;
    private final LockStacksRequest request;
    private volatile BlockingClientCall<?, LockStacksReply> call;
    private volatile String token = "";
    private volatile boolean closed;

    private StackLock(ControlGrpc.ControlBlockingV2Stub stub, LockStacksRequest request) {
        this.stub = stub;
        this.request = request;
        this.call = stub.lockStacks(request);
    }

    /**
     * Waits for the lock.
     *
     * @param limit how long; zero asks once
     * @param waiting hears who is in the way, again whenever it is somebody else
     * @throws ClusterException with {@link Reason#LOCKED} when the time is over
     */
    static StackLock take(
            ControlGrpc.ControlBlockingV2Stub stub, LockStacksRequest request, Duration limit, Consumer<Holder> waiting)
            throws ClusterException, InterruptedException {
        var lock = new StackLock(stub, request);
        try {
            lock.await(limit, waiting);
        } catch (ClusterException | InterruptedException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
        Thread.ofVirtual().name("stack-lock").start(lock::keep);
        return lock;
    }

    /** What writes have to carry. */
    String token() {
        return token;
    }

    private void await(Duration limit, Consumer<Holder> waiting) throws ClusterException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        var backOff = new BackOff(Limits.RECONNECT);
        Optional<Holder> holder = Optional.empty();
        while (token.isEmpty()) {
            // The first answer comes at once, also to a client that does not want to wait.
            long left = holder.isEmpty() ? Limits.CALL.toNanos() : Math.max(0, end - System.nanoTime());
            try {
                var reply = call.read(left, TimeUnit.NANOSECONDS);
                if (reply == null) {
                    again(ended(), backOff);
                } else if (reply.hasWaitsFor()) {
                    holder = Optional.of(holder(reply.getWaitsFor()));
                    if (limit.isZero()) {
                        throw new ClusterException(Reason.LOCKED, holder.get().toString());
                    }
                    waiting.accept(holder.get());
                } else {
                    token = reply.getToken();
                }
            } catch (TimeoutException over) {
                throw holder.map(who -> new ClusterException(Reason.LOCKED, who.toString()))
                        .orElseGet(() -> new ClusterException(Reason.TIMEOUT, "the daemon does not answer"));
            } catch (StatusException failure) {
                again(Calls.of(failure), backOff);
            }
        }
    }

    /** Asks for the lock again whenever the call breaks; one that cannot be had back is lost, and nobody waits for it. */
    private void keep() {
        try {
            while (!closed) {
                var broken = listen();
                if (!closed) {
                    again(broken, new BackOff(Limits.RECONNECT));
                }
            }
        } catch (ClusterException lost) {
            closed = true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the call breaks; says how. */
    private ClusterException listen() throws InterruptedException {
        try {
            var reply = call.read();
            while (reply != null) {
                token = reply.hasWaitsFor() ? token : reply.getToken();
                reply = call.read();
            }
            return ended();
        } catch (StatusException failure) {
            return Calls.of(failure);
        }
    }

    private void again(ClusterException failure, BackOff backOff) throws ClusterException, InterruptedException {
        if (failure.reason() != Reason.TRY_AGAIN || !backOff.pause()) {
            throw failure;
        }
        call = stub.lockStacks(request);
        if (closed) {
            call.cancel("the lock is no longer needed", null);
        }
    }

    private static ClusterException ended() {
        return new ClusterException(Reason.TRY_AGAIN, "the daemon ended the connection");
    }

    private static Holder holder(LockHolderMessage message) {
        return new Holder(
                message.getStack(), message.getHolder(), message.getPurpose(), Times.instant(message.getSince()));
    }

    /** Lets the next one in. */
    @Override
    public void close() {
        closed = true;
        call.cancel("the lock is no longer needed", null);
    }
}
