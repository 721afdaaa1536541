package io.stackctl.wire;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.StackId;
import io.stackctl.wire.proto.PausedMessage;
import io.stackctl.wire.proto.ProgressDirectionMessage;
import io.stackctl.wire.proto.ProgressMessage;
import io.stackctl.wire.proto.RolledBackMessage;
import io.stackctl.wire.proto.RollingMessage;
import io.stackctl.wire.proto.ServiceMessage;
import io.stackctl.wire.proto.SettledMessage;

/** Services and where their rollouts stand. */
public final class ServiceCodec {
    private static final EnumTable<Progress.Direction, ProgressDirectionMessage> DIRECTION =
            EnumTable.of(Progress.Direction.class, ProgressDirectionMessage.class, "PROGRESS_DIRECTION_");

    private ServiceCodec() {}

    public static ServiceMessage toMessage(Service service) {
        var message = ServiceMessage.newBuilder()
                .setId(service.id().value())
                .setName(service.name())
                .setVersion(service.version().value())
                .setProgress(progress(service.progress()))
                .setCreatedAt(Scalars.toMessage(service.createdAt()))
                .setUpdatedAt(Scalars.toMessage(service.updatedAt()))
                .setRemoving(service.removing());
        service.stack().ifPresent(stack -> message.setStack(stack.value()));
        service.previous().ifPresent(previous -> message.setPrevious(previous.value()));
        service.ports().forEach(port -> message.addPorts(PortCodec.toMessage(port)));
        return message.build();
    }

    public static Service fromMessage(ServiceMessage message) throws DecodeException {
        return Decoding.decode(message, ServiceCodec::read);
    }

    static Service read(ServiceMessage message) throws DecodeException {
        return new Service(
                new ServiceId(message.getId()),
                Decoding.when(message.hasStack(), message.getStack(), StackId::new),
                message.getName(),
                new SpecVersion(message.getVersion()),
                Decoding.when(message.hasPrevious(), message.getPrevious(), SpecVersion::new),
                progress(message.getProgress()),
                Decoding.each(message.getPortsList(), PortCodec::read),
                Scalars.fromMessage(message.getCreatedAt()),
                Scalars.fromMessage(message.getUpdatedAt()),
                message.getRemoving());
    }

    private static ProgressMessage progress(Progress progress) {
        var message = ProgressMessage.newBuilder();
        return switch (progress) {
            case Progress.Settled() ->
                message.setSettled(SettledMessage.getDefaultInstance()).build();
            case Progress.Rolling rolling ->
                message.setRolling(rolling(rolling)).build();
            case Progress.Paused paused ->
                message.setPaused(PausedMessage.newBuilder()
                                .setDirection(DIRECTION.toMessage(paused.direction()))
                                .setWhy(paused.why())
                                .setAt(Scalars.toMessage(paused.at())))
                        .build();
            case Progress.RolledBack back ->
                message.setRolledBack(RolledBackMessage.newBuilder()
                                .setWhy(back.why())
                                .setAt(Scalars.toMessage(back.at())))
                        .build();
        };
    }

    private static Progress progress(ProgressMessage message) throws DecodeException {
        return switch (message.getProgressCase()) {
            case SETTLED -> Progress.SETTLED;
            case ROLLING -> rolling(message.getRolling());
            case PAUSED -> {
                var paused = message.getPaused();
                yield new Progress.Paused(
                        DIRECTION.fromMessage(paused.getDirection()),
                        paused.getWhy(),
                        Scalars.fromMessage(paused.getAt()));
            }
            case ROLLED_BACK -> {
                var back = message.getRolledBack();
                yield new Progress.RolledBack(back.getWhy(), Scalars.fromMessage(back.getAt()));
            }
            case PROGRESS_NOT_SET -> throw DecodeException.fromNewerVersion("a service's progress of an unknown kind");
        };
    }

    private static RollingMessage rolling(Progress.Rolling rolling) {
        var message = RollingMessage.newBuilder()
                .setDirection(DIRECTION.toMessage(rolling.direction()))
                .setStartedAt(Scalars.toMessage(rolling.startedAt()))
                .setBorn(KeyCodec.toMessage(rolling.born()))
                .setSlots(rolling.slots());
        rolling.why().ifPresent(message::setWhy);
        return message.build();
    }

    private static Progress rolling(RollingMessage message) throws DecodeException {
        return new Progress.Rolling(
                DIRECTION.fromMessage(message.getDirection()),
                Scalars.fromMessage(message.getStartedAt()),
                KeyCodec.read(message.getBorn()),
                message.getSlots(),
                Decoding.when(message.hasWhy(), message.getWhy()));
    }
}
