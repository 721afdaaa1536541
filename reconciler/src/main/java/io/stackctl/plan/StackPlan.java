package io.stackctl.plan;

import io.stackctl.cluster.Change;
import java.util.List;

/**
 * What a deploy would do to a stack.
 *
 * @param id the same for the same files on the same objects; another id means that the plan is stale
 * @param from the current revision, 0 when the stack is new
 * @param to the revision that it would make; the same as {@code from} when there is nothing to do
 * @param steps one for each object of the stack, in the order network, secret, config, service, then by name
 * @param changes the transaction that carries it out; empty when there is nothing to do
 */
public record StackPlan(
        String stack,
        String id,
        long from,
        long to,
        List<PlanStep> steps,
        List<Drift> drift,
        PlacementPreview placement,
        List<Change> changes) {
    /** How much a plan does, as counts of objects, and of tasks that restart. */
    public record Summary(int create, int change, int restartedTasks, int remove) {}

    public StackPlan {
        steps = List.copyOf(steps);
        drift = List.copyOf(drift);
        changes = List.copyOf(changes);
    }

    /** Nothing would change: no revision is made, no task is touched. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public Summary summary() {
        int create = 0;
        int change = 0;
        int restarted = 0;
        int remove = 0;
        for (var step : steps) {
            switch (step) {
                case PlanStep.Create _ -> create++;
                case PlanStep.NewVersion _ -> change++;
                case PlanStep.Remove _ -> remove++;
                case PlanStep.Keep _ -> {}
                case PlanStep.Change changed -> {
                    change++;
                    restarted += changed.effect() instanceof Effect.TasksReplaced replaced ? replaced.tasks() : 0;
                }
            }
        }
        return new Summary(create, change, restarted, remove);
    }
}
