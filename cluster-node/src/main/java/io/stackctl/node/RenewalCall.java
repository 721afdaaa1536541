package io.stackctl.node;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.trust.CertificateKeeper;
import io.stackctl.node.trust.TrustException;
import io.stackctl.wire.proto.RenewCertificateRequest;
import io.stackctl.wire.proto.RenewalsGrpc;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Has a request certified: here, where this node manages; by a manager otherwise. */
record RenewalCall(NodeId self, Optional<ControlPlane> control, Supplier<Channel> managers)
        implements CertificateKeeper.Renewal {
    @Override
    public String renew(byte[] signingRequest) throws TrustException {
        if (control.isPresent()) {
            return control.get().certify(self, signingRequest);
        }
        try {
            return RenewalsGrpc.newBlockingStub(managers.get())
                    .withDeadlineAfter(Limits.TRUST_CALL.toMillis(), TimeUnit.MILLISECONDS)
                    .renewCertificate(RenewCertificateRequest.newBuilder()
                            .setSigningRequest(ByteString.copyFrom(signingRequest))
                            .build())
                    .getCertificates();
        } catch (StatusRuntimeException failure) {
            throw new TrustException(failure.getStatus().toString(), failure);
        }
    }
}
