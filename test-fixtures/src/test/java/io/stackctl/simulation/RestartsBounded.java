package io.stackctl.simulation;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts restarts on its own: no more than the policy allows, and ever further apart when they follow in a row. */
final class RestartsBounded implements Invariant {
    private record Row(int total, int inARow) {}

    private static final Row NONE = new Row(0, 0);

    private final Map<TaskId, Row> rows = new HashMap<>();

    @Override
    public void changed(World world, String who, ClusterState state, Optional<Task> before, Task is) {
        if (before.isPresent()) {
            return;
        }
        switch (who) {
            case "Restarter" -> {
                var ended = lastEnded(state, is).orElseThrow();
                var row = rows.getOrDefault(ended.id(), NONE);
                rows.put(is.id(), ended.phase() == Phase.ORPHANED ? row : restarted(state, row, ended, is));
            }
            case "Evacuator" ->
                rows.put(is.id(), rows.getOrDefault(moved(state, is).id(), NONE));
            default -> rows.put(is.id(), NONE);
        }
    }

    private static Row restarted(ClusterState state, Row before, Task ended, Task next) {
        boolean ranWell = ended.status()
                .runningSince()
                .map(since -> Duration.between(since, ended.status().at()).toMinutes() >= 10)
                .orElse(false);
        var row = new Row(before.total() + 1, ranWell ? 1 : before.inARow() + 1);
        var policy = state.spec(ended.spec()).restart();
        boolean counted = policy.maxAttempts() > 0 && policy.window().isZero();
        Violation.unless(
                !counted || row.total() <= policy.maxAttempts(), "restart %s against %s: %s", row, policy, next);
        Violation.unless(
                !next.notBefore().isBefore(earliest(ended.status().at(), policy.delay(), row.inARow())),
                "restart %s in a row comes too soon: %s",
                row.inARow(),
                next);
        return row;
    }

    /** The task that an evacuation moves: the one that filled the slot until then. */
    private static Task moved(ClusterState state, Task next) {
        return state.tasks()
                .of(next.service())
                .values()
                .filter(task -> task.slot().equals(next.slot())
                        && task.staying()
                        && !task.id().equals(next.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Instant earliest(Instant end, Duration delay, int inARow) {
        if (inARow <= 5) {
            return end.plus(delay);
        }
        long seconds = Math.max(1, delay.toSeconds()) << Math.min(20, inARow - 5);
        return end.plusSeconds(Math.min(300, seconds));
    }

    private static Optional<Task> lastEnded(ClusterState state, Task next) {
        var named = next.after()
                .flatMap(id -> state.tasks().of(next.service()).get(id))
                .filter(task -> !task.alive());
        if (named.isPresent()) {
            return named;
        }
        return state.tasks()
                .of(next.service())
                .values()
                .filter(task -> task.slot().equals(next.slot()) && !task.alive())
                .max(Comparator.comparing((Task task) -> task.status().at())
                        // Two that ended at one instant: an outdated one beside it gets no successor.
                        .thenComparing(task -> task.spec().equals(next.spec()))
                        .thenComparing(Task::born));
    }
}
