package io.stackctl.cli.progress;

import io.stackctl.cli.client.Answers.FieldChange;
import io.stackctl.cli.client.Answers.PlanStep;
import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.output.Durations;
import io.stackctl.cli.progress.ServiceView.Mark;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes a line of each service. */
final class ServiceViews {
    private final StackStatus status;
    private final ServiceState service;
    private final Optional<PlanStep> step;
    private final List<SlotView> slots;
    private final int done;

    private ServiceViews(StackStatus status, ServiceState service, Optional<PlanStep> step) {
        this.status = status;
        this.service = service;
        this.step = step;
        this.slots = SlotView.of(service, status.nodes());
        this.done = (int) slots.stream().filter(this::done).count();
    }

    static ServiceView of(StackStatus status, ServiceState service, List<PlanStep> steps) {
        var step = steps.stream()
                .filter(candidate ->
                        candidate.kind().equals("service") && candidate.name().equals(service.name()))
                .findFirst();
        return new ServiceViews(status, service, step).view();
    }

    /** While a service rolls, a slot with an older task is still to come. */
    private boolean done(SlotView slot) {
        boolean current = slot.task()
                .map(task -> task.version().equals(service.service().version()))
                .orElse(false);
        return slot.stage() == SlotView.Stage.DONE
                && (current || !(service.service().progress() instanceof Progress.Rolling));
    }

    private ServiceView view() {
        if (service.service().removing()) {
            int left = (int) service.tasks().stream().filter(Task::alive).count();
            return line(Mark.MOVING, "removing", left + (left == 1 ? " task left" : " tasks left"));
        }
        return switch (service.service().progress()) {
            case Progress.Paused paused -> line(Mark.FAILED, "paused", Words.oneLine(paused.why()));
            case Progress.RolledBack back -> rolledBack(back);
            case Progress.Rolling rolling
            when rolling.direction() == Progress.Direction.BACK ->
                line(
                        Mark.MOVING,
                        "rolling back",
                        rolling.why().map(Words::oneLine).orElseGet(this::missing));
            case Progress.Rolling _, Progress.Settled _ -> done == slots.size() ? whole() : partly();
        };
    }

    /** No failure where it was asked for, or was long before this deploy. */
    private ServiceView rolledBack(Progress.RolledBack back) {
        return status.phase() == StackStatus.Phase.SETTLED && done == slots.size()
                ? whole()
                : line(Mark.FAILED, "rolled back", Words.oneLine(back.why()));
    }

    private ServiceView line(Mark mark, String state, String detail) {
        return new ServiceView(service.shortName(), mark, done, slots.size(), state, detail);
    }

    private ServiceView whole() {
        boolean unchanged = step.map(
                        known -> known.action() == PlanStep.Action.UNCHANGED || known.action() == PlanStep.Action.KEEP)
                .orElse(false);
        if (unchanged && !(service.service().progress() instanceof Progress.Rolling)) {
            boolean kept =
                    step.map(known -> known.action() == PlanStep.Action.KEEP).orElse(false);
            return line(Mark.UNCHANGED, kept ? "kept: it left the file (--prune removes it)" : "unchanged", "");
        }
        boolean completed = !slots.isEmpty()
                && slots.stream().allMatch(slot -> slot.task().map(Task::phase).equals(Optional.of(Phase.COMPLETE)));
        return line(Mark.DONE, completed ? "completed" : Words.well(service), changes());
    }

    private ServiceView partly() {
        boolean older = service.tasks().stream()
                .anyMatch(task -> task.staying()
                        && task.alive()
                        && !task.version().equals(service.service().version()));
        boolean placed = slots.stream()
                .filter(slot -> !done(slot))
                .anyMatch(slot ->
                        slot.task().filter(Task::alive).flatMap(Task::node).isPresent());
        boolean held = !placed
                && slots.stream()
                        .anyMatch(slot -> slot.task().flatMap(Task::waiting).isPresent());
        if (held) {
            return line(Mark.WAITING, "waiting", missing());
        }
        boolean failed = slots.stream().anyMatch(slot -> slot.stage() == SlotView.Stage.FAILED);
        if (failed && !placed) {
            return line(Mark.FAILED, "failed", missing());
        }
        return line(Mark.MOVING, older ? "updating" : "starting", missing());
    }

    /** The first slot that is not done, and how it stands. */
    private String missing() {
        return slots.stream()
                .filter(slot -> !done(slot))
                .findFirst()
                .map(this::standing)
                .orElse("");
    }

    private String standing(SlotView slot) {
        if (slot.task().isEmpty()) {
            return slot.label(status.nodes()) + ": not made yet";
        }
        Task task = slot.task().get();
        if (task.phase().failure()) {
            return slot.label(status.nodes()) + ": " + Words.failure(task);
        }
        if (slot.stage() == SlotView.Stage.DONE) {
            return slot.label(status.nodes()) + ": to be replaced";
        }
        String waiting = Words.waiting(task, status.at());
        return slot.label(status.nodes()) + ": " + Words.state(task, service)
                + (waiting.isEmpty() ? "" : " (" + waiting + ")");
    }

    /** What the deploy changed here, and how long that took. */
    private String changes() {
        var parts = new ArrayList<String>();
        if (step.isPresent() && step.get().action() == PlanStep.Action.CHANGE) {
            step.get().changes().stream()
                    .filter(change ->
                            change.field().equals("image") || change.field().endsWith(".image"))
                    .findFirst()
                    .map(ServiceViews::imageChange)
                    .ifPresent(parts::add);
            if (step.get().replacesTasks()) {
                parts.add(
                        switch (service.spec().update().order()) {
                            case START_FIRST -> "start-first";
                            case STOP_FIRST -> "stop-first";
                        });
            }
        }
        took().map(Durations::brief).ifPresent(parts::add);
        return String.join("   ", parts);
    }

    private static String imageChange(FieldChange change) {
        String before = change.before().orElse("");
        String after = change.after().orElse("");
        return shortImage(before, after) + " -> " + shortImage(after, before);
    }

    /** The tag alone where the name stays the same. */
    private static String shortImage(String image, String other) {
        String named = image.replaceFirst("@.*", "");
        int tag = named.lastIndexOf(':');
        boolean same = tag > named.lastIndexOf('/') && other.startsWith(named.substring(0, tag + 1));
        return same ? named.substring(tag + 1) : named;
    }

    private Optional<Duration> took() {
        Instant from = service.service().updatedAt();
        return slots.stream()
                .flatMap(slot -> slot.task().stream())
                .flatMap(task -> task.phase() == Phase.COMPLETE
                        ? Optional.of(task.status().at()).stream()
                        : task.status().runningSince().stream())
                .max(Comparator.naturalOrder())
                .filter(last -> last.isAfter(from))
                .map(last -> Duration.between(from, last));
    }
}
