package io.stackctl.cli.client;

import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.stackctl.cli.client.ClusterException.Reason;
import io.stackctl.wire.DecodeException;

/** Makes calls, again where that is safe, and turns what they throw into {@link ClusterException}. */
final class Calls {
    private static final String NOT_UNDERSTOOD =
            "the daemon's answer is not understood, it may be newer than this tool: ";

    private Calls() {}

    /** A call that may be made again: it only reads, or carries a request id. */
    interface Call<T> {
        T make() throws DecodeException;
    }

    /** Tries for {@link Limits#RETRY} as long as there is no leader or the outcome is not known. */
    static <T> T retried(Call<T> call) throws ClusterException, InterruptedException {
        var backOff = new BackOff(Limits.RETRY);
        while (true) {
            try {
                return once(call);
            } catch (ClusterException failure) {
                if (failure.reason() != Reason.TRY_AGAIN || !backOff.pause()) {
                    throw failure;
                }
            }
        }
    }

    static <T> T once(Call<T> call) throws ClusterException {
        try {
            return call.make();
        } catch (StatusRuntimeException failure) {
            throw of(failure);
        } catch (DecodeException newer) {
            throw notUnderstood(newer);
        }
    }

    static ClusterException of(StatusRuntimeException failure) {
        return GrpcErrors.of(failure.getStatus(), failure.getTrailers());
    }

    static ClusterException of(StatusException failure) {
        return GrpcErrors.of(failure.getStatus(), failure.getTrailers());
    }

    static ClusterException notUnderstood(DecodeException newer) {
        return new ClusterException(Reason.OTHER, NOT_UNDERSTOOD + newer.getMessage());
    }
}
