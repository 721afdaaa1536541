package io.stackctl.node.control;

import io.stackctl.plan.Effect;
import io.stackctl.plan.FieldChange;
import io.stackctl.plan.PlanStep;
import io.stackctl.wire.proto.FieldChangeMessage;
import io.stackctl.wire.proto.PlanActionMessage;
import io.stackctl.wire.proto.PlanStepMessage;

/** What a plan did, as clients print it. */
final class PlanMessages {
    private PlanMessages() {}

    static PlanStepMessage step(PlanStep step) {
        var message = PlanStepMessage.newBuilder()
                .setKind(step.subject().kind().text())
                .setName(step.subject().name())
                .setAction(action(step));
        if (step instanceof PlanStep.Change(var _, var fields, var effect)) {
            message.setReplacesTasks(effect instanceof Effect.TasksReplaced);
            fields.forEach(field -> message.addChanges(field(field)));
        }
        return message.build();
    }

    private static PlanActionMessage action(PlanStep step) {
        return switch (step) {
            case PlanStep.Create _ -> PlanActionMessage.PLAN_ACTION_CREATE;
            case PlanStep.Change _, PlanStep.NewVersion _ -> PlanActionMessage.PLAN_ACTION_CHANGE;
            case PlanStep.Remove _ -> PlanActionMessage.PLAN_ACTION_REMOVE;
            case PlanStep.Keep(var _, var reason) ->
                switch (reason) {
                    case UNCHANGED -> PlanActionMessage.PLAN_ACTION_UNCHANGED;
                    case LEFT_FILE -> PlanActionMessage.PLAN_ACTION_KEEP;
                };
        };
    }

    private static FieldChangeMessage field(FieldChange field) {
        var message = FieldChangeMessage.newBuilder().setField(field.path()).setReplacesTasks(field.replacesTasks());
        field.before().ifPresent(message::setBefore);
        field.after().ifPresent(message::setAfter);
        return message.build();
    }
}
