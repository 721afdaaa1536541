package io.stackctl.cli.progress;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.output.Durations;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What happened between two states of a stack, in the order of services and slots. */
public final class Happenings {
    private final Optional<StackStatus> before;
    private final StackStatus after;
    private final Expectation expected;
    private final List<Happening> found = new ArrayList<>();

    private Happenings(Optional<StackStatus> before, StackStatus after, Expectation expected) {
        this.before = before;
        this.after = after;
        this.expected = expected;
    }

    /**
     * A pure function of two states.
     *
     * @param before empty for the first state: then only what the deploy itself brought counts
     */
    public static List<Happening> between(Optional<StackStatus> before, StackStatus after, Expectation expected) {
        var happenings = new Happenings(before, after, expected);
        after.services().stream()
                .sorted(Comparator.comparing(ServiceState::shortName))
                .forEach(happenings::service);
        return List.copyOf(happenings.found);
    }

    private void service(ServiceState service) {
        Optional<ServiceState> earlier = before.flatMap(status -> status.services().stream()
                .filter(other -> other.service().id().equals(service.service().id()))
                .findFirst());
        Map<TaskId, Task> known = new TreeMap<>();
        earlier.ifPresent(state -> state.tasks().forEach(task -> known.put(task.id(), task)));
        service.tasks().stream()
                .sorted(Comparator.comparing(Task::slot).thenComparing(Task::born))
                .forEach(task -> task(service, Optional.ofNullable(known.get(task.id())), task));
        progress(service, earlier.map(state -> state.service().progress()));
    }

    private void task(ServiceState service, Optional<Task> earlier, Task task) {
        boolean ours = earlier.isPresent()
                || before.isPresent()
                || task.born().revision().compareTo(expected.revision()) >= 0;
        if (!ours) {
            return;
        }
        String name = service.shortName();
        if (task.phase().failure() && earlier.map(Task::alive).orElse(true)) {
            found.add(
                    Happening.failed(name, "FAILED " + label(task, after.nodes()) + ": " + Words.failure(task), task));
        } else if (serves(task) && !earlier.map(Happenings::serves).orElse(false)) {
            String from = earlier.map(was -> Words.state(was, service) + " -> ").orElse("");
            found.add(Happening.of(name, label(task, after.nodes()) + "  " + from + Words.well(service) + took(task)));
        } else if (task.phase() == Phase.COMPLETE && earlier.map(Task::alive).orElse(true)) {
            found.add(Happening.of(name, label(task, after.nodes()) + "  completed" + took(task)));
        } else if (newlyHeldUp(earlier, task)) {
            String why = task.waiting().map(Words::oneLine).orElse("");
            found.add(Happening.of(name, label(task, after.nodes()) + "  pending: " + why));
        }
    }

    /** A task that only waits out the delay after a failure is no news: the failure was. */
    private boolean newlyHeldUp(Optional<Task> earlier, Task task) {
        boolean delayed = task.attempts().total() > 0 && task.notBefore().isAfter(after.at());
        return task.alive()
                && task.waiting().isPresent()
                && !delayed
                && !earlier.flatMap(Task::waiting).equals(task.waiting());
    }

    private void progress(ServiceState service, Optional<Progress> earlier) {
        Progress now = service.service().progress();
        if (earlier.isEmpty() || earlier.get().equals(now)) {
            return;
        }
        switch (now) {
            case Progress.Rolling rolling
            when rolling.direction() == Progress.Direction.BACK ->
                found.add(Happening.of(
                        service.shortName(),
                        "rolling back"
                                + rolling.why()
                                        .map(why -> ": " + Words.oneLine(why))
                                        .orElse("")));
            case Progress.Paused paused ->
                found.add(Happening.of(service.shortName(), "paused: " + Words.oneLine(paused.why())));
            case Progress.RolledBack back ->
                found.add(Happening.of(service.shortName(), "rolled back: " + Words.oneLine(back.why())));
            case Progress.Rolling _, Progress.Settled _ -> {}
        }
    }

    private static boolean serves(Task task) {
        return task.alive() && task.serving() instanceof Serving.In;
    }

    private static String took(Task task) {
        var end = task.phase() == Phase.COMPLETE
                ? Optional.of(task.status().at())
                : task.status().runningSince();
        return end.filter(then -> then.isAfter(task.createdAt()))
                .map(then -> " (" + Durations.brief(Duration.between(task.createdAt(), then)) + ")")
                .orElse("");
    }

    private static String label(Task task, List<Node> nodes) {
        String node = task.node().map(id -> " " + Words.hostname(id, nodes)).orElse("");
        return switch (task.slot()) {
            case Slot.Replica(int number) -> "task " + number + node;
            case Slot.OnNode _ -> "task" + node;
        };
    }
}
