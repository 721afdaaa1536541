package io.stackctl.simulation;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Rollout;
import java.util.Map;
import java.util.TreeMap;

/** In a calm world, no rollout counts as done before each of its tasks has run for the time it was to be watched. */
final class MonitorKept implements Invariant {
    private final Map<ServiceId, Service> before = new TreeMap<>();

    @Override
    public void afterCommit(World world) {
        for (var service : world.state.services()) {
            var was = before.put(service.id(), service);
            boolean done =
                    service.progress() instanceof Progress.Settled || service.progress() instanceof Progress.RolledBack;
            if (world.calm
                    && done
                    && was != null
                    && was.version().equals(service.version())
                    && was.progress() instanceof Progress.Rolling rolling) {
                check(world, service, rolling);
            }
        }
    }

    private static void check(World world, Service service, Progress.Rolling rolling) {
        var spec = world.state.spec(service);
        var policy = rolling.direction() == Progress.Direction.BACK ? spec.rollback() : spec.update();
        for (var task : world.state.tasks().of(service.id())) {
            Violation.unless(
                    !made(service, rolling, task) || watched(world, policy, task),
                    "%s is done after %s, and its task ran only from then: %s",
                    service.name(),
                    rolling,
                    task);
        }
    }

    private static boolean made(Service service, Progress.Rolling rolling, Task task) {
        return task.born().compareTo(rolling.born()) >= 0
                && task.version().equals(service.version())
                && task.alive()
                && task.staying();
    }

    /** One that failed before is counted, and not watched again. */
    private static boolean watched(World world, Rollout policy, Task task) {
        return task.attempts().early() > 0
                || task.status()
                        .runningSince()
                        .map(since -> !world.now.isBefore(since.plus(policy.monitor())))
                        .orElse(false);
    }
}
