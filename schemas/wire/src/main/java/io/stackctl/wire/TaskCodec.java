package io.stackctl.wire;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskAddress;
import io.stackctl.cluster.TaskId;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.wire.proto.AttemptsMessage;
import io.stackctl.wire.proto.DesiredMessage;
import io.stackctl.wire.proto.ServingDrainingMessage;
import io.stackctl.wire.proto.ServingInMessage;
import io.stackctl.wire.proto.ServingLeavingMessage;
import io.stackctl.wire.proto.ServingMessage;
import io.stackctl.wire.proto.ServingOutMessage;
import io.stackctl.wire.proto.ServingPendingMessage;
import io.stackctl.wire.proto.SlotMessage;
import io.stackctl.wire.proto.TaskAddressMessage;
import io.stackctl.wire.proto.TaskMessage;

/** Tasks. */
public final class TaskCodec {
    static final EnumTable<Desired, DesiredMessage> DESIRED =
            EnumTable.of(Desired.class, DesiredMessage.class, "DESIRED_");

    private TaskCodec() {}

    public static TaskMessage toMessage(Task task) {
        var message = TaskMessage.newBuilder()
                .setKey(KeyCodec.toMessage(task.key()))
                .setVersion(task.version().value())
                .setSlot(slot(task.slot()))
                .setDesired(DESIRED.toMessage(task.desired()))
                .setStatus(StatusCodec.toMessage(task.status()))
                .setServing(serving(task.serving()))
                .setBorn(KeyCodec.toMessage(task.born()))
                .setCreatedAt(Scalars.toMessage(task.createdAt()))
                .setNotBefore(Scalars.toMessage(task.notBefore()))
                .setAttempts(attempts(task.attempts()));
        task.node().ifPresent(node -> message.setNode(node.value()));
        task.after().ifPresent(after -> message.setAfter(after.value()));
        task.addresses()
                .forEach(address -> message.addAddresses(TaskAddressMessage.newBuilder()
                        .setNetwork(address.network().value())
                        .setAddress(address.address().bits())));
        task.waiting().ifPresent(message::setWaiting);
        return message.build();
    }

    public static Task fromMessage(TaskMessage message) throws DecodeException {
        return Decoding.decode(message, TaskCodec::read);
    }

    static Task read(TaskMessage message) throws DecodeException {
        return new Task(
                KeyCodec.read(message.getKey()),
                new SpecVersion(message.getVersion()),
                slot(message.getSlot()),
                Decoding.when(message.hasNode(), message.getNode(), NodeId::new),
                DESIRED.fromMessage(message.getDesired()),
                StatusCodec.read(message.getStatus()),
                serving(message.getServing()),
                KeyCodec.read(message.getBorn()),
                Scalars.fromMessage(message.getCreatedAt()),
                Decoding.when(message.hasAfter(), message.getAfter(), TaskId::new),
                Scalars.fromMessage(message.getNotBefore()),
                attempts(message.getAttempts()),
                Decoding.each(message.getAddressesList(), TaskCodec::address),
                Decoding.when(message.hasWaiting(), message.getWaiting()));
    }

    static TaskAddress address(TaskAddressMessage message) {
        return new TaskAddress(new NetworkId(message.getNetwork()), new Ipv4Address(message.getAddress()));
    }

    static SlotMessage slot(Slot slot) {
        return switch (slot) {
            case Slot.Replica(var number) ->
                SlotMessage.newBuilder().setReplica(number).build();
            case Slot.OnNode(var node) ->
                SlotMessage.newBuilder().setOnNode(node.value()).build();
        };
    }

    static Slot slot(SlotMessage message) throws DecodeException {
        return switch (message.getSlotCase()) {
            case REPLICA -> new Slot.Replica(message.getReplica());
            case ON_NODE -> new Slot.OnNode(new NodeId(message.getOnNode()));
            case SLOT_NOT_SET -> throw DecodeException.fromNewerVersion("a slot of an unknown kind");
        };
    }

    private static ServingMessage serving(Serving serving) {
        var message = ServingMessage.newBuilder();
        return switch (serving) {
            case Serving.Pending() ->
                message.setPending(ServingPendingMessage.getDefaultInstance()).build();
            case Serving.In(var since) ->
                message.setIn(ServingInMessage.newBuilder().setSince(since.value()))
                        .build();
            case Serving.Leaving(var since, var deadline, var end) ->
                message.setLeaving(ServingLeavingMessage.newBuilder()
                                .setSince(since.value())
                                .setDeadline(Scalars.toMessage(deadline))
                                .setEnd(DESIRED.toMessage(end)))
                        .build();
            case Serving.Draining(var until, var end) ->
                message.setDraining(ServingDrainingMessage.newBuilder()
                                .setUntil(Scalars.toMessage(until))
                                .setEnd(DESIRED.toMessage(end)))
                        .build();
            case Serving.Out() ->
                message.setOut(ServingOutMessage.getDefaultInstance()).build();
        };
    }

    private static Serving serving(ServingMessage message) throws DecodeException {
        return switch (message.getServingCase()) {
            case PENDING -> Serving.PENDING;
            case IN -> new Serving.In(new Revision(message.getIn().getSince()));
            case LEAVING ->
                new Serving.Leaving(
                        new Revision(message.getLeaving().getSince()),
                        Scalars.fromMessage(message.getLeaving().getDeadline()),
                        DESIRED.fromMessage(message.getLeaving().getEnd()));
            case DRAINING ->
                new Serving.Draining(
                        Scalars.fromMessage(message.getDraining().getUntil()),
                        DESIRED.fromMessage(message.getDraining().getEnd()));
            case OUT -> Serving.OUT;
            case SERVING_NOT_SET -> throw DecodeException.fromNewerVersion("a task's serving of an unknown kind");
        };
    }

    private static AttemptsMessage attempts(Attempts attempts) {
        var message = AttemptsMessage.newBuilder()
                .setTotal(attempts.total())
                .setConsecutive(attempts.consecutive())
                .setEarly(attempts.early());
        attempts.recent().forEach(at -> message.addRecent(Scalars.toMessage(at)));
        return message.build();
    }

    private static Attempts attempts(AttemptsMessage message) throws DecodeException {
        return new Attempts(
                message.getTotal(),
                message.getConsecutive(),
                message.getEarly(),
                Decoding.each(message.getRecentList(), Scalars::fromMessage));
    }
}
