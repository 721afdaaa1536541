package io.stackctl.wire;

import io.stackctl.spec.Constraint;
import io.stackctl.spec.Placement;
import io.stackctl.spec.Platform;
import io.stackctl.spec.Resources;
import io.stackctl.wire.proto.ConstraintMessage;
import io.stackctl.wire.proto.ConstraintOperatorMessage;
import io.stackctl.wire.proto.LimitMessage;
import io.stackctl.wire.proto.PlacementMessage;
import io.stackctl.wire.proto.PlatformMessage;
import io.stackctl.wire.proto.ReservationMessage;
import io.stackctl.wire.proto.ResourcesMessage;

/** Where tasks may run and what they take there. */
final class PlacementCodec {
    private static final EnumTable<Constraint.Operator, ConstraintOperatorMessage> OPERATOR =
            EnumTable.of(Constraint.Operator.class, ConstraintOperatorMessage.class, "CONSTRAINT_OPERATOR_");

    private PlacementCodec() {}

    static PlacementMessage toMessage(Placement placement) {
        var message = PlacementMessage.newBuilder()
                .addAllPreferences(placement.preferences())
                .setMaxReplicasPerNode(placement.maxReplicasPerNode());
        placement.constraints().forEach(constraint -> message.addConstraints(toMessage(constraint)));
        placement.platforms().forEach(platform -> message.addPlatforms(toMessage(platform)));
        return message.build();
    }

    static Placement read(PlacementMessage message) throws DecodeException {
        return new Placement(
                Decoding.each(message.getConstraintsList(), PlacementCodec::read),
                message.getPreferencesList(),
                message.getMaxReplicasPerNode(),
                Decoding.each(message.getPlatformsList(), PlacementCodec::read));
    }

    private static ConstraintMessage toMessage(Constraint constraint) {
        return ConstraintMessage.newBuilder()
                .setKey(constraint.key())
                .setOperator(OPERATOR.toMessage(constraint.operator()))
                .setValue(constraint.value())
                .build();
    }

    private static Constraint read(ConstraintMessage message) throws DecodeException {
        return new Constraint(message.getKey(), OPERATOR.fromMessage(message.getOperator()), message.getValue());
    }

    static PlatformMessage toMessage(Platform platform) {
        return PlatformMessage.newBuilder()
                .setOs(platform.os())
                .setArchitecture(platform.architecture())
                .build();
    }

    static Platform read(PlatformMessage message) {
        return new Platform(message.getOs(), message.getArchitecture());
    }

    static ResourcesMessage toMessage(Resources resources) {
        var limit = resources.limit();
        var reservation = resources.reservation();
        return ResourcesMessage.newBuilder()
                .setLimit(LimitMessage.newBuilder()
                        .setNanoCpus(limit.nanoCpus())
                        .setMemoryBytes(limit.memoryBytes())
                        .setPids(limit.pids()))
                .setReservation(ReservationMessage.newBuilder()
                        .setNanoCpus(reservation.nanoCpus())
                        .setMemoryBytes(reservation.memoryBytes())
                        .putAllGeneric(reservation.generic()))
                .build();
    }

    static Resources read(ResourcesMessage message) {
        var limit = message.getLimit();
        var reservation = message.getReservation();
        return new Resources(
                new Resources.Limit(limit.getNanoCpus(), limit.getMemoryBytes(), limit.getPids()),
                new Resources.Reservation(
                        reservation.getNanoCpus(),
                        reservation.getMemoryBytes(),
                        Decoding.named(reservation.getGenericMap())));
    }
}
