package io.stackctl.cli.client;

import io.grpc.Metadata;
import io.grpc.Status;
import io.stackctl.cli.client.ClusterException.Reason;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.proto.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place where a status of gRPC becomes an exception that commands understand. */
final class GrpcErrors {
    private GrpcErrors() {}

    static ClusterException of(Status status, @Nullable Metadata trailers) {
        Optional<Problem> problem = problem(trailers);
        List<String> details = problem.map(Problem::getDetailsList)
                .map(lines -> List.copyOf(lines))
                .orElse(List.of());
        Reason reason = problem.flatMap(GrpcErrors::reason).orElseGet(() -> reason(status.getCode()));
        return new ClusterException(reason, message(status), details);
    }

    /** What the transport says when the other side is gone without a word. */
    private static final String CLOSED = "Network closed for unknown reason";

    private static String message(Status status) {
        String description = status.getDescription();
        if (status.getCause() instanceof IOException broken) {
            return "the connection to the daemon broke: " + broken.getMessage();
        }
        if (status.getCode() == Status.Code.UNAVAILABLE && CLOSED.equals(description)) {
            return "the daemon closed the connection before it answered; its log says why";
        }
        return description == null || description.isBlank() ? "the daemon answered " + status.getCode() : description;
    }

    private static Optional<Problem> problem(@Nullable Metadata trailers) {
        return trailers == null ? Optional.empty() : Optional.ofNullable(trailers.get(ProblemTrailer.KEY));
    }

    private static Optional<Reason> reason(Problem problem) {
        return switch (problem.getKind()) {
            case PROBLEM_KIND_CANNOT_BE_PLACED -> Optional.of(Reason.CANNOT_BE_PLACED);
            case PROBLEM_KIND_LOCKED -> Optional.of(Reason.LOCKED);
            case PROBLEM_KIND_STALE_PLAN -> Optional.of(Reason.STALE_PLAN);
            case PROBLEM_KIND_NOT_A_MANAGER, PROBLEM_KIND_NO_CLUSTER -> Optional.of(Reason.NO_CLUSTER);
            case PROBLEM_KIND_NOT_THE_LEADER -> Optional.of(Reason.TRY_AGAIN);
            case PROBLEM_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Reason reason(Status.Code code) {
        return switch (code) {
            case UNAVAILABLE, ABORTED -> Reason.TRY_AGAIN;
            case NOT_FOUND -> Reason.NOT_FOUND;
            case ALREADY_EXISTS,
                    FAILED_PRECONDITION,
                    INVALID_ARGUMENT,
                    PERMISSION_DENIED,
                    UNAUTHENTICATED,
                    OUT_OF_RANGE,
                    RESOURCE_EXHAUSTED -> Reason.REFUSED;
            case DEADLINE_EXCEEDED -> Reason.TIMEOUT;
            case OK, CANCELLED, UNKNOWN, UNIMPLEMENTED, INTERNAL, DATA_LOSS -> Reason.OTHER;
        };
    }
}
