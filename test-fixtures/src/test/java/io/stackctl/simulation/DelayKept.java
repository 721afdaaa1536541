package io.stackctl.simulation;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Rollout;
import java.util.Optional;

/** In a calm world, a slot keeps its place in the window of a good update until its new task has run for the delay. */
final class DelayKept implements Invariant {
    @Override
    public void changed(World world, String who, ClusterState state, Optional<Task> before, Task is) {
        if (!world.calm || before.isPresent() || !who.equals("Updater")) {
            return;
        }
        var service = state.services().get(is.service()).orElseThrow();
        if (!(service.progress() instanceof Progress.Rolling rolling)) {
            return;
        }
        var spec = world.state.specs().get(service.spec()).orElseGet(() -> state.spec(service));
        var policy = rolling.direction() == Progress.Direction.BACK ? spec.rollback() : spec.update();
        if (policy.parallelism() == 0 || !Images.good(spec.container().image())) {
            return;
        }
        int window = 0;
        for (var other : state.tasks().of(service.id())) {
            window += holds(world, service, rolling, policy, other) ? 1 : 0;
        }
        Violation.unless(window <= policy.parallelism(), "%s slots are in the window with %s", window, is);
    }

    private static boolean holds(World world, Service service, Progress.Rolling rolling, Rollout policy, Task task) {
        boolean made =
                task.born().compareTo(rolling.born()) >= 0 && task.version().equals(service.version());
        return made
                && task.alive()
                && task.staying()
                && task.attempts().early() == 0
                && task.status()
                        .runningSince()
                        .map(since -> world.now.isBefore(since.plus(policy.delay())))
                        .orElse(true);
    }
}
