package io.stackctl.cli;

import io.stackctl.cli.template.Json;
import io.stackctl.cli.template.Value;
import io.stackctl.plan.Effect;
import io.stackctl.plan.FieldChange;
import io.stackctl.plan.PlanStep;
import io.stackctl.plan.StackPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A plan as one JSON document. Values that may be secret are left out of it. */
final class PlanJson {
    private final LinkedHashMap<String, Value> fields = new LinkedHashMap<>();

    private PlanJson() {}

    static String of(StackPlan plan, List<String> notes) {
        var json = new PlanJson()
                .put("stack", Value.of(plan.stack()))
                .put("plan", Value.of(plan.id()))
                .put("from", Value.of(plan.from()))
                .put("to", Value.of(plan.to()))
                .put("changes", Value.of(plan.to() != plan.from()))
                .put("steps", items(plan.steps(), PlanJson::step))
                .put(
                        "drift",
                        items(
                                plan.drift(),
                                drift -> drift.field()
                                        .map(PlanJson::field)
                                        .orElseGet(() -> new PlanJson().put("removed", Value.of(true)))
                                        .put("service", Value.of(drift.service()))
                                        .value()))
                .put("notes", items(notes, Value::of))
                .put(
                        "placed",
                        items(
                                plan.placement().nodes(),
                                count -> new PlanJson()
                                        .put("node", Value.of(count.node()))
                                        .put("tasks", Value.of(count.tasks()))
                                        .value()))
                .put(
                        "waiting",
                        items(
                                plan.placement().waiting(),
                                waiting -> new PlanJson()
                                        .put("service", Value.of(waiting.service()))
                                        .put("tasks", Value.of(waiting.tasks()))
                                        .put("reason", Value.of(waiting.reason()))
                                        .value()));
        return Json.indented(json.value()) + "\n";
    }

    private static Value step(PlanStep step) {
        var json = new PlanJson()
                .put("kind", Value.of(step.subject().kind().text()))
                .put("name", Value.of(step.subject().name()));
        switch (step) {
            case PlanStep.Create(var _, int tasks) ->
                json.put("action", Value.of("create")).put("tasks", Value.of(tasks));
            case PlanStep.Remove(var _, int tasks, var _) ->
                json.put("action", Value.of("remove")).put("tasks", Value.of(tasks));
            case PlanStep.Keep(var _, var reason) ->
                json.put(
                        "action",
                        Value.of(
                                switch (reason) {
                                    case UNCHANGED -> "unchanged";
                                    case LEFT_FILE -> "keep";
                                }));
            case PlanStep.NewVersion(var _, var before, var after, var usedBy) ->
                json.put("action", Value.of("new-version"))
                        .put("before", Value.of(before))
                        .put("after", Value.of(after))
                        .put("used_by", Value.of(usedBy));
            case PlanStep.Change(var _, var changed, var effect) ->
                json.put("action", Value.of("change"))
                        .put("effect", Value.of(PlanPrinter.effect(effect)))
                        .put("tasks_replaced", Value.of(replaced(effect)))
                        .put("fields", items(changed, field -> field(field).value()));
        }
        return json.value();
    }

    private static long replaced(Effect effect) {
        return effect instanceof Effect.TasksReplaced replaced ? replaced.tasks() : 0;
    }

    private static PlanJson field(FieldChange field) {
        return new PlanJson()
                .put("field", Value.of(field.path()))
                .put("before", shown(field.before()))
                .put("after", shown(field.after()))
                .put("hidden", Value.of(field.hidden()))
                .put("replaces_tasks", Value.of(field.replacesTasks()));
    }

    private static Value shown(Optional<String> text) {
        return text.map(it -> Value.of(it)).orElseGet(Value::nothing);
    }

    private static <T> Value items(List<T> list, Function<T, Value> each) {
        return new Value.Items(list.stream().map(each).toList());
    }

    private PlanJson put(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    private Value value() {
        return new Value.Struct(fields);
    }
}
