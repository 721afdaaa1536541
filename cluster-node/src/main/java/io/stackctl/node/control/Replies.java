package io.stackctl.node.control;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.stackctl.node.Limits;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.proto.Problem;
import io.stackctl.wire.proto.ProblemKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The one place where outcomes become answers of the protocol. */
final class Replies {
    /** Work that ends in an answer or in a status of the protocol. */
    interface Work<R> {
        R run() throws StatusException, DecodeException, InterruptedException;
    }

    private Replies() {}

    /** Runs the work on the caller's (virtual) thread and answers with what it gives. */
    static <R> void answer(StreamObserver<R> observer, Work<R> work) {
        R reply;
        try {
            reply = work.run();
        } catch (StatusException e) {
            observer.onError(e);
            return;
        } catch (DecodeException e) {
            observer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asException());
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            observer.onError(
                    Status.UNAVAILABLE.withDescription("the daemon is stopping").asException());
            return;
        }
        observer.onNext(reply);
        observer.onCompleted();
    }

    /** Waits for what the loop says. */
    static <T> T await(CompletableFuture<Outcome<T>> outcome) throws StatusException, InterruptedException {
        try {
            return switch (outcome.get(Limits.REQUEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                case Outcome.Done<T>(var reply) -> reply;
                case Outcome.Refused<T>(var refusal) -> throw refused(refusal);
                case Outcome.NotLeader<T>() -> throw noLeader();
                case Outcome.Unknown<T>(var why) ->
                    throw Status.ABORTED
                            .withDescription("it is not known whether this was done (" + why
                                    + "): ask again with the same request id")
                            .asException();
            };
        } catch (TimeoutException e) {
            throw Status.ABORTED
                    .withDescription("the cluster did not answer in time: ask again with the same request id")
                    .asException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never exceptional", e);
        }
    }

    /** As {@link #await(CompletableFuture)}; a manager that does not lead says who does. */
    static <T> T await(CompletableFuture<Outcome<T>> outcome, Supplier<Optional<String>> leader)
            throws StatusException, InterruptedException {
        try {
            return await(outcome);
        } catch (StatusException e) {
            if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                throw notTheLeader(leader.get());
            }
            throw e;
        }
    }

    /** {@code address}: of the manager that leads, when it is known. */
    static StatusException notTheLeader(Optional<String> address) {
        if (address.isEmpty()) {
            return noLeader();
        }
        var trailers = new Metadata();
        trailers.put(ProblemTrailer.KEY, problem(ProblemKind.PROBLEM_KIND_NOT_THE_LEADER, List.of(address.get())));
        return Status.UNAVAILABLE
                .withDescription("this manager does not lead; " + address.get() + " does")
                .asException(trailers);
    }

    static StatusException noLeader() {
        return Status.UNAVAILABLE
                .withDescription("the cluster has no leader at this moment; it elects one within seconds")
                .asException();
    }

    static StatusException notFound(String sentence) {
        return Status.NOT_FOUND.withDescription(sentence).asException();
    }

    static StatusException refused(Refusal refusal) {
        var trailers = new Metadata();
        var kind = problemKind(refusal.kind());
        if (kind != ProblemKind.PROBLEM_KIND_UNSPECIFIED || !refusal.details().isEmpty()) {
            trailers.put(ProblemTrailer.KEY, problem(kind, refusal.details()));
        }
        return status(refusal.kind()).withDescription(refusal.sentence()).asException(trailers);
    }

    private static ProblemKind problemKind(Refusal.Kind kind) {
        return switch (kind) {
            case CANNOT_BE_PLACED -> ProblemKind.PROBLEM_KIND_CANNOT_BE_PLACED;
            case STALE_PLAN -> ProblemKind.PROBLEM_KIND_STALE_PLAN;
            case LOCKED -> ProblemKind.PROBLEM_KIND_LOCKED;
            case INVALID, NOT_FOUND, ALREADY_EXISTS, CONFLICT -> ProblemKind.PROBLEM_KIND_UNSPECIFIED;
        };
    }

    private static Problem problem(ProblemKind kind, List<String> details) {
        return Problem.newBuilder().setKind(kind).addAllDetails(details).build();
    }

    private static Status status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> Status.INVALID_ARGUMENT;
            case NOT_FOUND -> Status.NOT_FOUND;
            case ALREADY_EXISTS -> Status.ALREADY_EXISTS;
            case CONFLICT, CANNOT_BE_PLACED, STALE_PLAN, LOCKED -> Status.FAILED_PRECONDITION;
        };
    }
}
