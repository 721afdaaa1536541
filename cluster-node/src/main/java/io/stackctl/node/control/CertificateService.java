package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.node.trust.Caller;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.CertificateAuthorityGrpc;
import io.stackctl.wire.proto.GetRootCertificateReply;
import io.stackctl.wire.proto.GetRootCertificateRequest;
import io.stackctl.wire.proto.IssueCertificateRequest;
import io.stackctl.wire.proto.IssuedCertificate;
import io.stackctl.wire.proto.NodeAvailabilityMessage;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;

/** The door for machines that are no nodes yet. */
final class CertificateService extends CertificateAuthorityGrpc.CertificateAuthorityImplBase {
    private static final int ID_LENGTH = 25;
    private static final int ID_BYTES = 16;
    private static final int RADIX = 36;

    private final Publisher publisher;
    private final ControlLoop loop;
    private final LeaderAddress leader;
    private final Certificates certificates;
    private final InstantSource clock;

    CertificateService(
            Publisher publisher,
            ControlLoop loop,
            LeaderAddress leader,
            Certificates certificates,
            InstantSource clock) {
        this.publisher = publisher;
        this.loop = loop;
        this.leader = leader;
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public void getRootCertificate(
            GetRootCertificateRequest request, StreamObserver<GetRootCertificateReply> observer) {
        Replies.answer(
                observer,
                () -> GetRootCertificateReply.newBuilder()
                        .setRoot(Certificates.trust(publisher.state()).root())
                        .setNow(Nanos.of(clock.instant()))
                        .build());
    }

    @Override
    public void issueCertificate(IssueCertificateRequest request, StreamObserver<IssuedCertificate> observer) {
        Replies.answer(observer, () -> {
            var state = publisher.state();
            var trust = Certificates.trust(state);
            var role = JoinToken.parse(request.getToken())
                    .flatMap(token -> token.roleIn(trust))
                    .orElseThrow(() -> Status.PERMISSION_DENIED
                            .withDescription("A valid join token is necessary to join this cluster")
                            .asException());
            var node = nodeFor(state, request.getRequestId());
            Replies.await(
                    loop.ask(new JoinNode(
                            new RequestId(request.getRequestId()),
                            node,
                            role,
                            availability(request),
                            request.getHostname(),
                            address(request.getAddress(), Caller.host(Caller.current())))),
                    leader::elsewhere);
            return certificates.issue(node, request.getSigningRequest().toByteArray());
        });
    }

    /**
     * The id of the node that a request makes. From the request's own id, which nobody else knows: a machine that asks
     * again, because it did not hear the answer, is the same node.
     */
    private static NodeId nodeFor(ClusterState state, String requestId) throws StatusException {
        if (requestId.isEmpty()) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("a machine that joins must say a request id")
                    .asException();
        }
        var cluster = state.settings().id().orElseThrow().value();
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((cluster + "\n" + requestId).getBytes(StandardCharsets.UTF_8));
            var digits = new BigInteger(1, java.util.Arrays.copyOf(digest, ID_BYTES)).toString(RADIX);
            return new NodeId("0".repeat(ID_LENGTH - digits.length()) + digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Node.Availability availability(IssueCertificateRequest request) throws DecodeException {
        return request.getAvailability() == NodeAvailabilityMessage.NODE_AVAILABILITY_UNSPECIFIED
                ? Node.Availability.ACTIVE
                : NodeCodec.fromMessage(request.getAvailability());
    }

    /** What the machine says, from where it calls when it names no host. */
    static String address(String said, String from) throws StatusException {
        var address = PeerAddress.parse(said)
                .orElseThrow(() -> Status.INVALID_ARGUMENT
                        .withDescription("invalid address " + said + ": HOST:PORT is expected")
                        .asException());
        return (address.host().isEmpty() ? address.withHost(from) : address).toString();
    }
}
