package io.stackctl.cli;

import io.stackctl.plan.Effect;
import io.stackctl.plan.FieldChange;
import io.stackctl.plan.PlanStep;
import io.stackctl.plan.StackPlan;
import io.stackctl.plan.Subject;
import io.stackctl.spec.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan for people: a line for each object that changes, its fields below, and what it comes to. */
final class PlanPrinter {
    private static final int OBJECT_WIDTH = 23;
    private static final int FIELD_WIDTH = 12;

    private final StackPlan plan;
    private final List<String> notes;
    private final List<String> lines = new ArrayList<>();

    private PlanPrinter(StackPlan plan, List<String> notes) {
        this.plan = plan;
        this.notes = notes;
    }

    /** {@code notes}: lines of the files' own, which stand with the other warnings. */
    static String text(StackPlan plan, List<String> notes) {
        return String.join("\n", new PlanPrinter(plan, notes).print()) + "\n";
    }

    /** For a comment on a change request: lines that come and go have their colours. */
    static String markdown(StackPlan plan, List<String> notes) {
        return "### " + plan.stack() + "\n\n```diff\n"
                + new PlanPrinter(plan, notes)
                        .print().stream()
                                .map(line -> line.startsWith("~") ? "!" + line.substring(1) : line)
                                .collect(Collectors.joining("\n"))
                + "\n```\n";
    }

    private List<String> print() {
        if (plan.to() == plan.from()) {
            lines.add(plan.stack() + "  revision " + plan.from() + ", nothing to change");
            kept();
            drift();
            lines.addAll(notes);
            return lines;
        }
        lines.add(plan.stack() + "  revision " + plan.from() + " -> " + plan.to() + " (not applied)");
        plan.steps().forEach(this::step);
        drift();
        lines.addAll(notes);
        placement();
        var sum = plan.summary();
        lines.add("Plan: %d to create, %d to change (%s), %d to remove.   plan %s"
                .formatted(
                        sum.create(),
                        sum.change(),
                        count(sum.restartedTasks(), "task restarts", "tasks restart"),
                        sum.remove(),
                        plan.id()));
        return lines;
    }

    private void step(PlanStep step) {
        switch (step) {
            case PlanStep.Create(var subject, int tasks) ->
                object("+", subject, tasks == 0 ? "" : count(tasks, "task", "tasks"));
            case PlanStep.Remove(var subject, int tasks, var _) ->
                object(
                        "-",
                        subject,
                        (tasks == 0 ? "" : count(tasks, "task", "tasks") + " stopped ") + "(left the file; --prune)");
            case PlanStep.NewVersion(var subject, var before, var after, var usedBy) ->
                object(
                        "~",
                        subject,
                        "new version " + after + " (was " + before + ")"
                                + (usedBy.isEmpty() ? "" : "; used by " + String.join(", ", usedBy)));
            case PlanStep.Change(var subject, var fields, var effect) -> {
                object("~", subject, effect(effect));
                fields.forEach(this::field);
            }
            case PlanStep.Keep(var subject, var reason) -> {
                if (reason == PlanStep.Keep.Reason.LEFT_FILE) {
                    object("=", subject, "kept: it left the file, and --prune was not given");
                }
            }
        }
    }

    private void kept() {
        plan.steps().stream().filter(PlanStep.Keep.class::isInstance).forEach(this::step);
    }

    private void object(String mark, Subject subject, String effect) {
        var prefix = plan.stack() + "_";
        var name = subject.name().startsWith(prefix) ? subject.name().substring(prefix.length()) : subject.name();
        lines.add((mark + " " + padded(subject.kind().text() + " " + name, OBJECT_WIDTH) + effect).stripTrailing());
    }

    private void field(FieldChange field) {
        var values = switch (field.kind()) {
            case ADDED -> "+ " + (field.hidden() ? "(hidden)" : field.after().orElse(""));
            case REMOVED -> "- " + (field.hidden() ? "(hidden)" : field.before().orElse(""));
            case CHANGED ->
                field.hidden()
                        ? "(value changed, hidden)"
                        : field.before().orElse("") + " -> " + field.after().orElse("");
        };
        lines.add("    " + padded(field.path(), FIELD_WIDTH) + " " + values);
    }

    static String effect(Effect effect) {
        return switch (effect) {
            case Effect.InPlace() -> "in place: no task restarts";
            case Effect.Resumed() -> "the paused rollout goes on";
            case Effect.Remade() -> "made anew; nothing uses it";
            case Effect.Scaled(int from, int to) -> "scaled from " + from + " to " + to;
            case Effect.TasksReplaced(int tasks, var order, int parallelism, boolean forced) ->
                count(tasks, "task", "tasks") + " replaced, "
                        + (forced ? "stop-first (no room for start-first)" : order(order)) + ", "
                        + (parallelism == 0 ? "all at once" : parallelism + " at a time");
        };
    }

    private static String order(Rollout.Order order) {
        return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void drift() {
        for (var drift : plan.drift()) {
            lines.add("! drift: " + drift.service() + " "
                    + drift.field()
                            .map(this::drift)
                            .orElse("was removed by itself, revision " + plan.from() + " has it"));
        }
    }

    private String drift(FieldChange field) {
        return "%s is %s in the cluster, %s in revision %d"
                .formatted(
                        field.path(),
                        field.after().orElse("absent"),
                        field.before().orElse("absent"),
                        plan.from());
    }

    private void placement() {
        var nodes = plan.placement().nodes().stream()
                .map(count -> count.node() + " " + count.tasks())
                .collect(Collectors.joining(", "));
        var waiting = plan.placement().waiting();
        if (!nodes.isEmpty() || waiting.isEmpty()) {
            lines.add("Placement: ok" + (nodes.isEmpty() ? "" : " (" + nodes + ")"));
        }
        waiting.forEach(wait -> lines.add("! placement: %s of %s would wait: %s"
                .formatted(count(wait.tasks(), "task", "tasks"), wait.service(), wait.reason())));
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
