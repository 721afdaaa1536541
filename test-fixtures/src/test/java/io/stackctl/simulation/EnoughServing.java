package io.stackctl.simulation;

import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Rollout;
import java.util.Objects;
import java.util.TreeMap;

/**
 * In a calm world a good update never leaves fewer tasks than its order and parallelism promise. What counts is what
 * users meet: a process that runs, and that every node sends traffic to.
 */
final class EnoughServing implements Invariant {
    private final TreeMap<String, Integer> promised = new TreeMap<>();

    @Override
    public void afterStep(World world) {
        if (!world.calm) {
            return;
        }
        for (var service : world.state.services()) {
            if (service.removing() || !(world.state.spec(service).mode() instanceof Mode.Replicated(int replicas))) {
                continue;
            }
            int serving = 0;
            for (var task : world.state.tasks().of(service.id())) {
                serving += serves(world, task) ? 1 : 0;
            }
            if (serving == replicas) {
                promised.putIfAbsent(service.name(), replicas); // The first deploy is over.
            }
            if (promised.containsKey(service.name())) {
                int floor = floor(world, service, replicas);
                Violation.unless(serving >= floor, "%s serves with %s of %s", service.name(), serving, floor);
            }
        }
    }

    private static int floor(World world, Service service, int replicas) {
        var spec = world.state.spec(service);
        var image = spec.container().image();
        if (Images.crashes(image) || (!Images.good(image) && spec.update().order() == Rollout.Order.STOP_FIRST)) {
            return 0;
        }
        boolean forward = service.progress() instanceof Progress.Settled
                || (service.progress() instanceof Progress.Rolling rolling
                        && rolling.direction() == Progress.Direction.FORWARD);
        if (!forward || (service.previous().isEmpty() && !Images.good(image))) {
            return 0;
        }
        return switch (spec.update().order()) {
            case START_FIRST -> replicas;
            case STOP_FIRST ->
                spec.update().parallelism() == 0 ? 0 : replicas - spec.update().parallelism();
        };
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
