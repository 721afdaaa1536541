package io.stackctl.wire;

import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.wire.proto.RestartConditionMessage;
import io.stackctl.wire.proto.RestartMessage;
import io.stackctl.wire.proto.RolloutMessage;
import io.stackctl.wire.proto.RolloutOnFailureMessage;
import io.stackctl.wire.proto.RolloutOrderMessage;

/** How tasks are restarted and replaced. */
final class RolloutCodec {
    private static final EnumTable<Restart.Condition, RestartConditionMessage> CONDITION =
            EnumTable.of(Restart.Condition.class, RestartConditionMessage.class, "RESTART_CONDITION_");
    private static final EnumTable<Rollout.OnFailure, RolloutOnFailureMessage> ON_FAILURE =
            EnumTable.of(Rollout.OnFailure.class, RolloutOnFailureMessage.class, "ROLLOUT_ON_FAILURE_");
    private static final EnumTable<Rollout.Order, RolloutOrderMessage> ORDER =
            EnumTable.of(Rollout.Order.class, RolloutOrderMessage.class, "ROLLOUT_ORDER_");

    private RolloutCodec() {}

    static RestartMessage toMessage(Restart restart) {
        return RestartMessage.newBuilder()
                .setCondition(CONDITION.toMessage(restart.condition()))
                .setDelay(Scalars.toMessage(restart.delay()))
                .setMaxAttempts(restart.maxAttempts())
                .setWindow(Scalars.toMessage(restart.window()))
                .build();
    }

    static Restart read(RestartMessage message) throws DecodeException {
        return new Restart(
                CONDITION.fromMessage(message.getCondition()),
                Scalars.fromMessage(message.getDelay()),
                message.getMaxAttempts(),
                Scalars.fromMessage(message.getWindow()));
    }

    static RolloutMessage toMessage(Rollout rollout) {
        return RolloutMessage.newBuilder()
                .setParallelism(rollout.parallelism())
                .setDelay(Scalars.toMessage(rollout.delay()))
                .setMonitor(Scalars.toMessage(rollout.monitor()))
                .setMaxFailureRatio(rollout.maxFailureRatio())
                .setOnFailure(ON_FAILURE.toMessage(rollout.onFailure()))
                .setOrder(ORDER.toMessage(rollout.order()))
                .build();
    }

    static Rollout read(RolloutMessage message) throws DecodeException {
        return new Rollout(
                message.getParallelism(),
                Scalars.fromMessage(message.getDelay()),
                Scalars.fromMessage(message.getMonitor()),
                message.getMaxFailureRatio(),
                ON_FAILURE.fromMessage(message.getOnFailure()),
                ORDER.fromMessage(message.getOrder()));
    }
}
