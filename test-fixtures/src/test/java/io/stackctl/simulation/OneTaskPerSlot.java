package io.stackctl.simulation;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** A slot has one task that may run, but for the overlap of start-first; and never more than one waiting behind it. */
final class OneTaskPerSlot implements Invariant {
    @Override
    public void afterCommit(World world) {
        world.state.tasks().byService().forEach((service, tasks) -> {
            var slots = new TreeMap<Slot, List<Task>>();
            for (var task : tasks) {
                if (task.staying() && task.alive()) {
                    slots.computeIfAbsent(task.slot(), _ -> new ArrayList<>()).add(task);
                }
            }
            slots.values().forEach(staying -> check(service, staying));
        });
    }

    private static void check(ServiceId service, List<Task> staying) {
        Violation.unless(staying.size() <= 2, "%s: three tasks for one slot: %s", service, staying);
        if (staying.size() == 2) {
            staying.sort(Comparator.comparing(Task::born));
            var newer = staying.getLast();
            boolean mayBoth = newer.after().isEmpty() || newer.desired() == Desired.READY;
            Violation.unless(mayBoth, "%s: both wanted in one slot: %s", service, staying);
        }
    }
}
