package io.stackctl.cli.client;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.LogLine;
import io.stackctl.wire.proto.LogsRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lines of containers as they come. */
public final class LogFeed implements AutoCloseable {
    private final BlockingClientCall<?, LogLine> call;

    LogFeed(ControlGrpc.ControlBlockingV2Stub stub, LogsRequest request) {
        this.call = stub.logs(request);
    }

    /** The next line, however long that takes; empty after the last. */
    public Optional<Answers.LoggedLine> next() throws ClusterException, InterruptedException {
        try {
            return Optional.ofNullable(call.read()).map(Replies::line);
        } catch (StatusException failure) {
            throw Calls.of(failure);
        }
    }

    /** The next line; empty after the last, or when none came in time. */
    public Optional<Answers.LoggedLine> next(Duration atMost) throws ClusterException, InterruptedException {
        try {
            return Optional.ofNullable(call.read(atMost.toNanos(), TimeUnit.NANOSECONDS))
                    .map(Replies::line);
        } catch (TimeoutException nothingNew) {
            return Optional.empty();
        } catch (StatusException failure) {
            throw Calls.of(failure);
        }
    }

    @Override
    public void close() {
        call.cancel("no longer of interest", null);
    }
}
