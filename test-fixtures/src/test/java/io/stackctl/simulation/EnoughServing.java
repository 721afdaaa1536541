package io.stackctl.simulation;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Mode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In a calm world no update or rollback ever leaves fewer slots served than its order and parallelism promise. What counts is
 * what users meet: a process that runs, and that every node sends traffic to.
 */
final class EnoughServing implements Invariant {
    private final TreeMap<String, Promise> promises = new TreeMap<>();

    /** Fewer tasks that were asked for count also when a rollback takes that back in the same transaction. */
    @Override
    public void committed(World world, List<Change> changes) {
        for (var change : changes) {
            if (change instanceof Change.PutSpec(var _, var spec)
                    && spec.mode() instanceof Mode.Replicated(int replicas)) {
                Optional.ofNullable(promises.get(spec.name())).ifPresent(promise -> promise.noMoreThan(replicas));
            }
        }
    }

    @Override
    public void afterStep(World world) {
        if (!world.calm) {
            return;
        }
        for (var service : world.state.services()) {
            if (service.removing() || !(world.state.spec(service).mode() instanceof Mode.Replicated(int replicas))) {
                continue;
            }
            var slots = new TreeSet<Slot>();
            var staying = new TreeSet<Slot>();
            for (var task : world.state.tasks().of(service.id())) {
                if (serves(world, task)) {
                    slots.add(task.slot());
                    if (task.staying()) {
                        staying.add(task.slot());
                    }
                }
            }
            int serving = slots.size();
            if (!promises.containsKey(service.name()) && serving < replicas) {
                continue; // The first deploy is not over.
            }
            var promise = promises.computeIfAbsent(service.name(), _ -> new Promise(replicas));
            int floor = promise.floor(world, service, replicas);
            Violation.unless(
                    serving >= floor,
                    "%s serves with %s of %s: %s",
                    service.name(),
                    serving,
                    floor,
                    service.progress());
            promise.serving(world, service, staying.size(), replicas);
        }
    }

    private static boolean serves(World world, Task task) {
        if (task.node().isEmpty()) {
            return false;
        }
        var container = Objects.requireNonNull(world.agents.get(task.node().get()))
                .containers
                .get(task.key());
        if (container == null || container.phase != Phase.RUNNING || container.stopping) {
            return false;
        }
        for (var agent : world.agents.values()) {
            boolean in = agent.view
                    .tasks()
                    .get(task.key())
                    .filter(seen -> seen.serving() instanceof Serving.In)
                    .isPresent();
            if (!in) {
                return false;
            }
        }
        return true;
    }
}
