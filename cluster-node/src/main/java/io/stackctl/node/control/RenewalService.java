package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.trust.Caller;
import io.stackctl.wire.proto.IssuedCertificate;
import io.stackctl.wire.proto.RenewCertificateRequest;
import io.stackctl.wire.proto.RenewalsGrpc;

/** New certificates for nodes that have one. */
final class RenewalService extends RenewalsGrpc.RenewalsImplBase {
    private final NodeId self;
    private final Certificates certificates;

    RenewalService(NodeId self, Certificates certificates) {
        this.self = self;
        this.certificates = certificates;
    }

    @Override
    public void renewCertificate(RenewCertificateRequest request, StreamObserver<IssuedCertificate> observer) {
        Replies.answer(
                observer,
                () -> certificates.issue(caller(), request.getSigningRequest().toByteArray()));
    }

    private NodeId caller() throws StatusException {
        return switch (Caller.current()) {
            case Caller.Member(var node, var _, var _) -> node;
            case Caller.Local() -> self;
            case Caller.Anonymous(var _) ->
                throw Status.UNAUTHENTICATED
                        .withDescription("a certificate is renewed for the node that has it")
                        .asException();
        };
    }
}
