package io.stackctl.wire;

import io.stackctl.plan.Drift;
import io.stackctl.plan.Effect;
import io.stackctl.plan.FieldChange;
import io.stackctl.plan.ObjectKind;
import io.stackctl.plan.PlacementPreview;
import io.stackctl.plan.PlanStep;
import io.stackctl.plan.StackPlan;
import io.stackctl.plan.Subject;
import io.stackctl.spec.Rollout;
import io.stackctl.wire.proto.DriftMessage;
import io.stackctl.wire.proto.EffectMessage;
import io.stackctl.wire.proto.FieldChangeMessage;
import io.stackctl.wire.proto.InPlaceMessage;
import io.stackctl.wire.proto.NodeCountMessage;
import io.stackctl.wire.proto.PlanActionMessage;
import io.stackctl.wire.proto.PlanMessage;
import io.stackctl.wire.proto.PlanStepMessage;
import io.stackctl.wire.proto.RemadeMessage;
import io.stackctl.wire.proto.ResumedMessage;
import io.stackctl.wire.proto.ScaledMessage;
import io.stackctl.wire.proto.TasksReplacedMessage;
import io.stackctl.wire.proto.WaitingMessage;
import java.util.List;
import java.util.Optional;

/** Plans, as far as clients see them: without the changes that carry them out. */
public final class PlanCodec {
    private PlanCodec() {}

    public static PlanMessage toMessage(StackPlan plan) {
        var message = PlanMessage.newBuilder()
                .setStack(plan.stack())
                .setId(plan.id())
                .setFrom(plan.from())
                .setTo(plan.to());
        plan.steps().forEach(step -> message.addSteps(toMessage(step)));
        plan.drift().forEach(drift -> message.addDrift(toMessage(drift)));
        plan.placement()
                .nodes()
                .forEach(count -> message.addPlaced(
                        NodeCountMessage.newBuilder().setNode(count.node()).setTasks(count.tasks())));
        plan.placement()
                .waiting()
                .forEach(waiting -> message.addWaiting(WaitingMessage.newBuilder()
                        .setService(waiting.service())
                        .setTasks(waiting.tasks())
                        .setReason(waiting.reason())));
        return message.build();
    }

    /** The plan without its changes. */
    public static StackPlan fromMessage(PlanMessage message) throws DecodeException {
        return Decoding.decode(message, PlanCodec::read);
    }

    private static StackPlan read(PlanMessage message) throws DecodeException {
        return new StackPlan(
                message.getStack(),
                message.getId(),
                message.getFrom(),
                message.getTo(),
                Decoding.each(message.getStepsList(), PlanCodec::read),
                Decoding.each(message.getDriftList(), PlanCodec::read),
                new PlacementPreview(
                        Decoding.each(
                                message.getPlacedList(),
                                count -> new PlacementPreview.NodeCount(count.getNode(), count.getTasks())),
                        Decoding.each(
                                message.getWaitingList(),
                                waiting -> new PlacementPreview.Waiting(
                                        waiting.getService(), waiting.getTasks(), waiting.getReason()))),
                List.of());
    }

    private static DriftMessage toMessage(Drift drift) {
        var message = DriftMessage.newBuilder().setService(drift.service());
        drift.field().ifPresent(field -> message.setField(toMessage(field)));
        return message.build();
    }

    private static Drift read(DriftMessage message) throws DecodeException {
        return new Drift(
                message.getService(), message.hasField() ? Optional.of(read(message.getField())) : Optional.empty());
    }

    public static PlanStepMessage toMessage(PlanStep step) {
        var message = PlanStepMessage.newBuilder()
                .setKind(step.subject().kind().text())
                .setName(step.subject().name())
                .setAction(action(step));
        switch (step) {
            case PlanStep.Create(var _, int tasks) -> message.setTasks(tasks);
            case PlanStep.Remove(var _, int tasks, var _) -> message.setTasks(tasks);
            case PlanStep.Change(var _, var fields, var effect) -> {
                message.setReplacesTasks(effect instanceof Effect.TasksReplaced).setEffect(toMessage(effect));
                fields.forEach(field -> message.addChanges(toMessage(field)));
            }
            case PlanStep.NewVersion(var _, var before, var after, var usedBy) ->
                message.setBeforeVersion(before).setAfterVersion(after).addAllUsedBy(usedBy);
            case PlanStep.Keep _ -> {}
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

    private static PlanStep read(PlanStepMessage message) throws DecodeException {
        var subject = new Subject(kind(message.getKind()), message.getName());
        return switch (message.getAction()) {
            case PLAN_ACTION_CREATE -> new PlanStep.Create(subject, message.getTasks());
            case PLAN_ACTION_CHANGE ->
                message.hasEffect()
                        ? new PlanStep.Change(
                                subject,
                                Decoding.each(message.getChangesList(), PlanCodec::read),
                                read(message.getEffect()))
                        : new PlanStep.NewVersion(
                                subject,
                                message.getBeforeVersion(),
                                message.getAfterVersion(),
                                message.getUsedByList());
            case PLAN_ACTION_KEEP -> new PlanStep.Keep(subject, PlanStep.Keep.Reason.LEFT_FILE);
            case PLAN_ACTION_UNCHANGED -> new PlanStep.Keep(subject, PlanStep.Keep.Reason.UNCHANGED);
            case PLAN_ACTION_REMOVE -> new PlanStep.Remove(subject, message.getTasks(), PlanStep.Remove.Reason.PRUNED);
            case PLAN_ACTION_UNSPECIFIED, UNRECOGNIZED -> throw DecodeException.fromNewerVersion("step of a plan");
        };
    }

    private static ObjectKind kind(String text) throws DecodeException {
        for (var kind : ObjectKind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw DecodeException.fromNewerVersion("kind of object " + text);
    }

    private static EffectMessage toMessage(Effect effect) {
        var message = EffectMessage.newBuilder();
        var filled = switch (effect) {
            case Effect.InPlace() -> message.setInPlace(InPlaceMessage.getDefaultInstance());
            case Effect.Resumed() -> message.setResumed(ResumedMessage.getDefaultInstance());
            case Effect.Remade() -> message.setRemade(RemadeMessage.getDefaultInstance());
            case Effect.Scaled(int from, int to) ->
                message.setScaled(ScaledMessage.newBuilder().setFrom(from).setTo(to));
            case Effect.TasksReplaced(int tasks, var order, int parallelism, boolean forced) ->
                message.setTasksReplaced(TasksReplacedMessage.newBuilder()
                        .setTasks(tasks)
                        .setStartFirst(order == Rollout.Order.START_FIRST)
                        .setParallelism(parallelism)
                        .setForcedStopFirst(forced));
        };
        return filled.build();
    }

    private static Effect read(EffectMessage message) throws DecodeException {
        return switch (message.getEffectCase()) {
            case IN_PLACE -> Effect.IN_PLACE;
            case RESUMED -> new Effect.Resumed();
            case REMADE -> new Effect.Remade();
            case SCALED ->
                new Effect.Scaled(
                        message.getScaled().getFrom(), message.getScaled().getTo());
            case TASKS_REPLACED -> {
                var replaced = message.getTasksReplaced();
                yield new Effect.TasksReplaced(
                        replaced.getTasks(),
                        replaced.getStartFirst() ? Rollout.Order.START_FIRST : Rollout.Order.STOP_FIRST,
                        replaced.getParallelism(),
                        replaced.getForcedStopFirst());
            }
            case EFFECT_NOT_SET -> throw DecodeException.fromNewerVersion("effect of a change");
        };
    }

    private static FieldChangeMessage toMessage(FieldChange field) {
        var message = FieldChangeMessage.newBuilder()
                .setField(field.path())
                .setHidden(field.hidden())
                .setReplacesTasks(field.replacesTasks());
        field.before().ifPresent(message::setBefore);
        field.after().ifPresent(message::setAfter);
        return message.build();
    }

    private static FieldChange read(FieldChangeMessage message) {
        return new FieldChange(
                message.getField(),
                Decoding.when(message.hasBefore(), message.getBefore()),
                Decoding.when(message.hasAfter(), message.getAfter()),
                message.getHidden(),
                message.getReplacesTasks());
    }
}
