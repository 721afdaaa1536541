package io.stackctl.cli.progress;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Restart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One slot of a service and the task that tells how it stands.
 *
 * @param task empty when the slot was never filled
 */
record SlotView(Slot slot, Optional<Task> task, Stage stage) {
    /** How far a slot is. */
    enum Stage {
        /** Its task serves, or did its work and ended well. */
        DONE,
        UNDER_WAY,
        /** Its last task failed, and no other follows. */
        FAILED
    }

    /** The slots that a service wants, in order; of a global service those that have a task. */
    static List<SlotView> of(ServiceState service, List<Node> nodes) {
        var tasks = new TreeMap<Slot, List<Task>>();
        service.tasks()
                .forEach(task -> tasks.computeIfAbsent(task.slot(), _ -> new ArrayList<>())
                        .add(task));
        tasks.values().forEach(list -> list.sort(Comparator.comparing(Task::born, Comparator.reverseOrder())));
        return switch (service.spec().mode()) {
            case Mode.Replicated(int replicas) -> numbered(service, tasks, replicas);
            case Mode.ReplicatedJob job -> numbered(service, tasks, job.completions());
            case Mode.Global _, Mode.GlobalJob _ ->
                tasks.entrySet().stream()
                        .filter(entry -> counts(entry.getKey(), entry.getValue(), nodes))
                        .map(entry -> of(service, entry.getKey(), entry.getValue()))
                        .toList();
        };
    }

    private static List<SlotView> numbered(ServiceState service, TreeMap<Slot, List<Task>> tasks, int count) {
        var slots = new ArrayList<SlotView>();
        for (int number = 1; number <= count; number++) {
            var slot = new Slot.Replica(number);
            slots.add(of(service, slot, tasks.getOrDefault(slot, List.of())));
        }
        return slots;
    }

    /** A node that is down, or that a global service has left, is not waited for. */
    private static boolean counts(Slot slot, List<Task> tasks, List<Node> nodes) {
        boolean wanted = tasks.stream().anyMatch(Task::wanted);
        return wanted
                && slot instanceof Slot.OnNode(NodeId id)
                && nodes.stream()
                        .filter(node -> node.id().equals(id))
                        .noneMatch(node -> node.status().state() == Node.State.DOWN);
    }

    private static SlotView of(ServiceState service, Slot slot, List<Task> newestFirst) {
        var current = newestFirst.stream()
                .filter(task -> task.staying() && task.alive())
                .findFirst();
        if (current.isPresent()) {
            boolean serves = current.get().serving() instanceof Serving.In
                    && !service.spec().mode().job();
            return new SlotView(slot, current, serves ? Stage.DONE : Stage.UNDER_WAY);
        }
        Optional<Task> last = newestFirst.stream().findFirst();
        return new SlotView(slot, last, last.map(task -> ended(service, task)).orElse(Stage.UNDER_WAY));
    }

    private static Stage ended(ServiceState service, Task task) {
        boolean oneShot =
                service.spec().mode().job() || service.spec().restart().condition() != Restart.Condition.ANY;
        if (task.phase() == Phase.COMPLETE && oneShot) {
            return Stage.DONE;
        }
        return task.phase().failure() || task.phase() == Phase.COMPLETE ? Stage.FAILED : Stage.UNDER_WAY;
    }

    /** {@code task 3}, or {@code task on node-b} of a global service. */
    String label(List<Node> nodes) {
        Optional<String> node = task.flatMap(Task::node).map(id -> Words.hostname(id, nodes));
        return switch (slot) {
            case Slot.Replica(int number) ->
                "task " + number + node.map(name -> " on " + name).orElse("");
            case Slot.OnNode(NodeId id) -> "task on " + Words.hostname(id, nodes);
        };
    }
}
