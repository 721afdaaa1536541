package io.stackctl.plan;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.schedule.Group;
import io.stackctl.schedule.NodeLoads;
import io.stackctl.schedule.Placements;
import io.stackctl.schedule.Scheduler;
import io.stackctl.spec.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the scheduler would make of a plan on the nodes as they are now. */
final class Previews {
    private final PlanDraft draft;
    private final ClusterState after;
    private int imagined;

    private Previews(PlanDraft draft, ClusterState after) {
        this.draft = draft;
        this.after = after;
    }

    /** The steps, with a word on updates that cannot start the new task first. */
    static List<PlanStep> steps(PlanDraft draft, ClusterState after) {
        var previews = new Previews(draft, after);
        return draft.steps.stream().map(previews::step).toList();
    }

    static PlacementPreview placement(PlanDraft draft, ClusterState after) {
        return new Previews(draft, after).placement();
    }

    private PlanStep step(PlanStep step) {
        if (step instanceof PlanStep.Change(var subject, var fields, Effect.TasksReplaced effect)
                && effect.order() == Rollout.Order.START_FIRST
                && draft.planned.stream()
                        .anyMatch(planned -> planned.after().name().equals(subject.name()) && needsRoom(planned))) {
            return new PlanStep.Change(
                    subject,
                    fields,
                    new Effect.TasksReplaced(effect.tasks(), effect.order(), effect.parallelism(), true));
        }
        return step;
    }

    private boolean needsRoom(PlannedService planned) {
        var loads = NodeLoads.of(after, draft.context().now());
        return TaskCounts.live(after, planned.after())
                .limit(Limits.SLOTS_LOOKED_AT)
                .anyMatch(task -> Scheduler.needsRoomOf(loads, planned.after().spec(), bound(task), task));
    }

    private static Optional<NodeId> bound(Task task) {
        return task.slot() instanceof Slot.OnNode(var node) ? Optional.of(node) : Optional.empty();
    }

    private PlacementPreview placement() {
        var loads = NodeLoads.of(after, draft.context().now());
        var groups = new ArrayList<Group>();
        for (var planned : draft.planned) {
            if (planned.moves()) {
                groups.add(group(loads, planned));
            }
        }
        var placements = Scheduler.place(loads, groups);
        return new PlacementPreview(nodes(placements), waiting(placements));
    }

    /** The tasks that would be new; those that they take the place of are off the loads. */
    private Group group(NodeLoads loads, PlannedService planned) {
        var live = TaskCounts.live(after, planned.after()).toList();
        var staying = new ArrayList<Task>();
        for (var task : live) {
            if (planned.replacesTasks()) {
                loads.remove(task);
            } else {
                staying.add(task);
            }
        }
        var wanted = new ArrayList<Group.Wanted>();
        if (planned.spec().mode().onEachNode()) {
            TaskCounts.nodes(after, planned.spec())
                    .filter(node ->
                            staying.stream().noneMatch(task -> task.node().equals(Optional.of(node.id()))))
                    .forEach(node -> wanted.add(new Group.Wanted(key(planned), Optional.of(node.id()))));
        } else {
            for (int i = staying.size(); i < TaskCounts.wanted(after, planned.spec()); i++) {
                wanted.add(new Group.Wanted(key(planned), Optional.empty()));
            }
        }
        var spec = planned.after().spec();
        return new Group(spec, loads.demand(spec), wanted);
    }

    private TaskKey key(PlannedService planned) {
        imagined++;
        return new TaskKey(planned.after().id(), new TaskId("imagined-" + imagined));
    }

    private List<PlacementPreview.NodeCount> nodes(Placements placements) {
        var counts = new TreeMap<String, Integer>();
        placements
                .nodes()
                .values()
                .forEach(
                        id -> counts.merge(PlacementCheck.nodeName(after.nodes().get(id)), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new PlacementPreview.NodeCount(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<PlacementPreview.Waiting> waiting(Placements placements) {
        record Cause(String service, String reason) implements Comparable<Cause> {
            @Override
            public int compareTo(Cause other) {
                int byService = service.compareTo(other.service);
                return byService != 0 ? byService : reason.compareTo(other.reason);
            }
        }
        var counts = new TreeMap<Cause, Integer>();
        placements
                .reasons()
                .forEach((key, reason) -> after.services()
                        .get(key.service())
                        .ifPresent(service ->
                                counts.merge(new Cause(draft.shortName(service.name()), reason), 1, Integer::sum)));
        return counts.entrySet().stream()
                .map(entry -> new PlacementPreview.Waiting(
                        entry.getKey().service(),
                        entry.getValue(),
                        entry.getKey().reason()))
                .toList();
    }
}
