package io.stackctl.wire;

import io.stackctl.cluster.Trust;
import io.stackctl.wire.proto.RotationMessage;
import io.stackctl.wire.proto.TrustMessage;

/** The root of a cluster's certificates and the secrets of its join tokens, as the log keeps them. */
final class TrustCodec {
    private TrustCodec() {}

    static TrustMessage toMessage(Trust trust) {
        var message = TrustMessage.newBuilder()
                .setRoot(trust.root())
                .setCertificateLife(Scalars.toMessage(trust.certificateLife()))
                .setWorkerSecret(Scalars.toMessage(trust.workerSecret()))
                .setManagerSecret(Scalars.toMessage(trust.managerSecret()));
        trust.rootKey().map(Scalars::toMessage).ifPresent(message::setRootKey);
        trust.rotation().map(TrustCodec::toMessage).ifPresent(message::setRotation);
        return message.build();
    }

    private static RotationMessage toMessage(Trust.Rotation rotation) {
        var message = RotationMessage.newBuilder()
                .setRoot(rotation.root())
                .setCrossSigned(rotation.crossSigned())
                .setStartedAt(Scalars.toMessage(rotation.startedAt()));
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
                Decoding.when(message.hasRotation(), message.getRotation(), TrustCodec::rotation));
    }

    private static Trust.Rotation rotation(RotationMessage message) throws DecodeException {
        return new Trust.Rotation(
                message.getRoot(),
                Decoding.when(message.hasRootKey(), message.getRootKey(), Scalars::fromMessage),
                message.getCrossSigned(),
                Scalars.fromMessage(message.getStartedAt()));
    }
}
