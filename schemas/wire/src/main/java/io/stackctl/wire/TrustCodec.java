package io.stackctl.wire;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.wire.proto.ExternalAuthorityMessage;
import io.stackctl.wire.proto.RotationMessage;
import io.stackctl.wire.proto.TrustMessage;

/** The root of a cluster's certificates and the secrets of its join tokens, as the log keeps them. */
public final class TrustCodec {
    private TrustCodec() {}

    static TrustMessage toMessage(Trust trust) {
        var message = TrustMessage.newBuilder()
                .setRoot(trust.root())
                .setCertificateLife(Scalars.toMessage(trust.certificateLife()))
                .setWorkerSecret(Scalars.toMessage(trust.workerSecret()))
                .setManagerSecret(Scalars.toMessage(trust.managerSecret()));
        trust.rootKey().map(Scalars::toMessage).ifPresent(message::setRootKey);
        trust.rotation().map(TrustCodec::toMessage).ifPresent(message::setRotation);
        trust.externals().forEach(external -> message.addExternals(toMessage(external)));
        trust.unlockKey().map(Scalars::toMessage).ifPresent(message::setUnlockKey);
        return message.build();
    }

    public static ExternalAuthorityMessage toMessage(Trust.External external) {
        return ExternalAuthorityMessage.newBuilder()
                .setUrl(external.url())
                .setRoot(external.root())
                .build();
    }

    public static Trust.External fromMessage(ExternalAuthorityMessage message) {
        return new Trust.External(message.getUrl(), message.getRoot());
    }

    private static RotationMessage toMessage(Trust.Rotation rotation) {
        var message = RotationMessage.newBuilder()
                .setRoot(rotation.root())
                .setCrossSigned(rotation.crossSigned())
                .setStartedAt(Scalars.toMessage(rotation.startedAt()));
        rotation.renewed().forEach(node -> message.addRenewed(node.value()));
        rotation.rootKey().map(Scalars::toMessage).ifPresent(message::setRootKey);
        return message.build();
    }

    static Trust read(TrustMessage message) throws DecodeException {
        return new Trust(
                message.getRoot(),
                Decoding.when(message.hasRootKey(), message.getRootKey(), Scalars::fromMessage),
                Scalars.fromMessage(message.getCertificateLife()),
                Scalars.fromMessage(message.getWorkerSecret()),
                Scalars.fromMessage(message.getManagerSecret()),
                Decoding.when(message.hasRotation(), message.getRotation(), TrustCodec::rotation),
                Decoding.each(message.getExternalsList(), TrustCodec::fromMessage),
                Decoding.when(message.hasUnlockKey(), message.getUnlockKey(), Scalars::fromMessage));
    }

    private static Trust.Rotation rotation(RotationMessage message) throws DecodeException {
        return new Trust.Rotation(
                message.getRoot(),
                Decoding.when(message.hasRootKey(), message.getRootKey(), Scalars::fromMessage),
                message.getCrossSigned(),
                Scalars.fromMessage(message.getStartedAt()),
                Decoding.each(message.getRenewedList(), NodeId::new));
    }
}
