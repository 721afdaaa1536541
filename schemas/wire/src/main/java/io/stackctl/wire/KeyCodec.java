package io.stackctl.wire;

import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.wire.proto.BirthMessage;
import io.stackctl.wire.proto.SpecKeyMessage;
import io.stackctl.wire.proto.TaskKeyMessage;

/** Keys of several parts. */
final class KeyCodec {
    private KeyCodec() {}

    static SpecKeyMessage toMessage(SpecKey key) {
        return SpecKeyMessage.newBuilder()
                .setService(key.service().value())
                .setVersion(key.version().value())
                .build();
    }

    static SpecKey read(SpecKeyMessage message) {
        return new SpecKey(new ServiceId(message.getService()), new SpecVersion(message.getVersion()));
    }

    static TaskKeyMessage toMessage(TaskKey key) {
        return TaskKeyMessage.newBuilder()
                .setService(key.service().value())
                .setTask(key.task().value())
                .build();
    }

    static TaskKey read(TaskKeyMessage message) {
        return new TaskKey(new ServiceId(message.getService()), new TaskId(message.getTask()));
    }

    static BirthMessage toMessage(Birth birth) {
        return BirthMessage.newBuilder()
                .setRevision(birth.revision().value())
                .setOrdinal(birth.ordinal())
                .build();
    }

    static Birth read(BirthMessage message) {
        return new Birth(new Revision(message.getRevision()), message.getOrdinal());
    }
}
