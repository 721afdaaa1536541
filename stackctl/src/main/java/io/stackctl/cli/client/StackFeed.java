package io.stackctl.cli.client;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.StackStatusMessage;
import io.stackctl.wire.proto.WatchStackRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The states of one stack, or of one service, as they come, dialled again for {@link Limits#RECONNECT} when the stream breaks. One thread
 * reads; the manager sends no more than was read.
 */
public final class StackFeed implements AutoCloseable {
    private final ControlGrpc.ControlBlockingV2Stub stub;
    private final WatchStackRequest request;
    private BlockingClientCall<?, StackStatusMessage> call;
    private Optional<BackOff> broken = Optional.empty();

    StackFeed(ControlGrpc.ControlBlockingV2Stub stub, WatchStackRequest request) {
        this.stub = stub;
        this.request = request;
        this.call = stub.watchStack(request);
    }

    /**
     * The next state; empty when none came in time.
     *
     * @throws ClusterException if the manager refuses, or cannot be reached any more
     */
    public Optional<StackStatus> next(Duration atMost) throws ClusterException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                StackStatusMessage message = call.read(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (message != null) {
                    broken = Optional.empty();
                    return Optional.of(Replies.status(message));
                }
                again(new ClusterException(ClusterException.Reason.TRY_AGAIN, "the daemon ended the connection"));
            } catch (TimeoutException nothingNew) {
                return Optional.empty();
            } catch (StatusException failure) {
                again(Calls.of(failure));
            } catch (DecodeException newer) {
                throw Calls.notUnderstood(newer);
            }
        }
    }

    private void again(ClusterException failure) throws ClusterException, InterruptedException {
        if (failure.reason() != ClusterException.Reason.TRY_AGAIN) {
            throw failure;
        }
        var backOff = broken.orElseGet(() -> new BackOff(Limits.RECONNECT));
        broken = Optional.of(backOff);
        if (!backOff.pause()) {
            throw failure;
        }
        call = stub.watchStack(request);
    }

    @Override
    public void close() {
        call.cancel("no longer of interest", null);
    }
}
