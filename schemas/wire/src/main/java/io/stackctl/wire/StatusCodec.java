package io.stackctl.wire;

import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Status;
import io.stackctl.wire.proto.HostPortMessage;
import io.stackctl.wire.proto.PhaseMessage;
import io.stackctl.wire.proto.StatusMessage;

/** What agents report of a task. */
public final class StatusCodec {
    private static final EnumTable<Phase, PhaseMessage> PHASE = EnumTable.of(Phase.class, PhaseMessage.class, "PHASE_");

    private StatusCodec() {}

    public static StatusMessage toMessage(Status status) {
        var message = StatusMessage.newBuilder()
                .setPhase(PHASE.toMessage(status.phase()))
                .setAt(Scalars.toMessage(status.at()))
                .setMessage(status.message());
        status.error().ifPresent(message::setError);
        status.exitCode().ifPresent(message::setExitCode);
        status.container().ifPresent(message::setContainer);
        status.runningSince().map(Scalars::toMessage).ifPresent(message::setRunningSince);
        status.hostPorts()
                .forEach(port -> message.addHostPorts(HostPortMessage.newBuilder()
                        .setTarget(port.target())
                        .setPublished(port.published())
                        .setProtocol(PortCodec.PROTOCOL.toMessage(port.protocol()))));
        return message.build();
    }

    public static Status fromMessage(StatusMessage message) throws DecodeException {
        return Decoding.decode(message, StatusCodec::read);
    }

    static Status read(StatusMessage message) throws DecodeException {
        return new Status(
                PHASE.fromMessage(message.getPhase()),
                Scalars.fromMessage(message.getAt()),
                message.getMessage(),
                Decoding.when(message.hasError(), message.getError()),
                Decoding.when(message.hasExitCode(), message.getExitCode()),
                Decoding.when(message.hasContainer(), message.getContainer()),
                Decoding.when(message.hasRunningSince(), message.getRunningSince(), Scalars::fromMessage),
                Decoding.each(message.getHostPortsList(), StatusCodec::hostPort));
    }

    private static Status.HostPort hostPort(HostPortMessage message) throws DecodeException {
        return new Status.HostPort(
                message.getTarget(), message.getPublished(), PortCodec.PROTOCOL.fromMessage(message.getProtocol()));
    }
}
