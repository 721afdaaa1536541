package io.stackctl.node.trust;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stackctl.node.EventLoops;
import io.stackctl.node.Limits;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.proto.CertificateAuthorityGrpc;
import io.stackctl.wire.proto.GetRootCertificateRequest;
import io.stackctl.wire.proto.IssueCertificateRequest;
import io.stackctl.wire.proto.IssuedCertificate;
import io.stackctl.wire.proto.NodeAvailabilityMessage;
import io.stackctl.wire.proto.ProblemKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A machine's way into a cluster: asks a manager for the root, believes it when its digest is the token's, then has its
 * own key certified. The key never leaves the machine, and the token goes to nobody before the root is believed.
 */
public final class Joining {
    private final EventLoops loops;
    private final InstantSource clock;

    public Joining(EventLoops loops, InstantSource clock) {
        this.loops = loops;
        this.clock = clock;
    }

    /**
     * What the machine asks to be.
     *
     * @param address where it will listen; without a host the one that the manager sees
     */
    public record Wish(
            String requestId, JoinToken token, NodeAvailabilityMessage availability, String hostname, String address) {}

    /**
     * What it became.
     *
     * @param managers where to find them
     * @param warning about the clocks
     */
    public record Joined(NodeCredentials credentials, List<PeerAddress> managers, Optional<String> warning) {}

    /**
     * Joins by whichever of the managers answers. One that answers, and says that nobody leads, is asked again for a while:
     * so it is in the second after another manager joined.
     *
     * @throws TrustException none does, or they refuse; says what helps
     */
    public Joined join(Wish wish, List<PeerAddress> managers) throws TrustException {
        long end = System.nanoTime() + Limits.JOIN_WAIT.toNanos();
        while (true) {
            switch (round(wish, managers)) {
                case Answer.Done(var joined) -> {
                    return joined;
                }
                case Answer.Elsewhere(var leader) ->
                    throw new TrustException("the managers send this machine around, last to " + leader);
                case Answer.Unreachable(var why) -> throw why;
                case Answer.Later(var why) -> {
                    if (System.nanoTime() - end >= 0) {
                        throw why;
                    }
                    pause(why);
                }
            }
        }
    }

    private static void pause(TrustException why) throws TrustException {
        try {
            TimeUnit.NANOSECONDS.sleep(Limits.JOIN_PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    /** Asks the managers in turn, and who they say that leads. One that asks for patience does not speak for the others. */
    private Answer round(Wish wish, List<PeerAddress> managers) throws TrustException {
        var next = managers.getFirst();
        int others = 1;
        boolean sent = false;
        Answer last = new Answer.Unreachable(new TrustException("no manager was named"));
        Optional<Answer> later = Optional.empty();
        for (int attempt = 0; attempt < Limits.REDIRECTS + managers.size(); attempt++) {
            last = attempt(wish, next);
            switch (last) {
                case Answer.Done _ -> {
                    return last;
                }
                case Answer.Elsewhere(var leader) -> {
                    next = leader;
                    sent = true;
                    continue;
                }
                case Answer.Later _ -> later = Optional.of(last);
                case Answer.Unreachable(var why) -> {
                    // A leader that is gone has a successor soon.
                    later = sent ? Optional.of(new Answer.Later(why)) : later;
                }
            }
            if (others >= managers.size()) {
                break;
            }
            next = managers.get(others++);
        }
        return later.orElse(last);
    }

    private sealed interface Answer {
        record Done(Joined joined) implements Answer {}

        record Elsewhere(PeerAddress leader) implements Answer {}

        record Unreachable(TrustException why) implements Answer {}

        record Later(TrustException why) implements Answer {}
    }

    private Answer attempt(Wish wish, PeerAddress manager) throws TrustException {
        Root root;
        try {
            root = root(manager);
        } catch (StatusRuntimeException failure) {
            return new Answer.Unreachable(unreachable(manager, failure));
        }
        wish.token().checkRoot(root.pem);
        if (root.skew.breaksTrust()) {
            throw new TrustException(
                    root.skew.sentence() + ": certificates would not hold for both; set the wrong one right");
        }
        var request = SigningRequest.create();
        try {
            var issued = issue(wish, manager, root, request);
            var credentials = NodeCredentials.of(request.certified(issued.getCertificates()), issued.getRoot());
            return new Answer.Done(new Joined(credentials, addresses(issued.getManagersList()), root.skew.warning()));
        } catch (StatusRuntimeException failure) {
            var leader = leader(failure);
            if (leader.isPresent()) {
                return new Answer.Elsewhere(leader.get());
            }
            return switch (failure.getStatus().getCode()) {
                case UNAVAILABLE, ABORTED, DEADLINE_EXCEEDED ->
                    new Answer.Later(new TrustException(sentence(failure.getStatus()), failure));
                default -> throw new TrustException(sentence(failure.getStatus()), failure);
            };
        }
    }

    private record Root(String pem, ClockSkew skew) {}

    private Root root(PeerAddress manager) {
        var asked = clock.instant();
        var reply = call(
                manager,
                NodeCredentials.anonymousClient(new Unverified()),
                stub -> stub.getRootCertificate(GetRootCertificateRequest.getDefaultInstance()));
        var there = Instant.EPOCH.plusNanos(reply.getNow());
        return new Root(reply.getRoot(), ClockSkew.between(asked, there, clock.instant()));
    }

    private IssuedCertificate issue(Wish wish, PeerAddress manager, Root root, SigningRequest request)
            throws TrustException {
        var context = NodeCredentials.anonymousClient(ClusterRoots.paths(root.pem));
        return call(
                manager,
                context,
                stub -> stub.issueCertificate(IssueCertificateRequest.newBuilder()
                        .setRequestId(wish.requestId)
                        .setToken(wish.token.text())
                        .setSigningRequest(ByteString.copyFrom(request.encoded()))
                        .setAvailability(wish.availability)
                        .setHostname(wish.hostname)
                        .setAddress(wish.address)
                        .build()));
    }

    private <R> R call(
            PeerAddress manager,
            io.netty.handler.ssl.SslContext context,
            Function<CertificateAuthorityGrpc.CertificateAuthorityBlockingStub, R> question) {
        ManagedChannel channel = Dialer.open(manager, Subject.MANAGER, loops, context);
        try {
            return question.apply(CertificateAuthorityGrpc.newBlockingStub((io.grpc.Channel) channel)
                    .withDeadlineAfter(Limits.TRUST_CALL.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            channel.shutdownNow();
        }
    }

    static List<PeerAddress> addresses(List<String> texts) {
        return texts.stream()
                .map(PeerAddress::parse)
                .flatMap(Optional::stream)
                .filter(address -> !address.host().isEmpty())
                .toList();
    }

    private static Optional<PeerAddress> leader(StatusRuntimeException failure) {
        return Optional.ofNullable(failure.getTrailers())
                .flatMap(trailers -> Optional.ofNullable(trailers.get(ProblemTrailer.KEY)))
                .filter(problem -> problem.getKind() == ProblemKind.PROBLEM_KIND_NOT_THE_LEADER)
                .flatMap(problem -> problem.getDetailsList().stream().findFirst())
                .flatMap(PeerAddress::parse);
    }

    private static TrustException unreachable(PeerAddress manager, StatusRuntimeException failure) {
        return new TrustException(
                "manager " + manager + " cannot be reached: " + sentence(failure.getStatus()), failure);
    }

    private static String sentence(Status status) {
        var description = status.getDescription();
        var cause = status.getCause();
        return (description == null ? status.getCode().toString() : description)
                + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
}
