package io.stackctl.simulation;

import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.spec.Mode;

/** When the faults stopped long ago, every service is settled, paused or rolled back, and nothing waits without a reason. */
final class ComesToAnEnd implements Invariant {
    @Override
    public void atTheEnd(World world) {
        for (var service : world.state.services()) {
            Violation.unless(!service.removing(), "%s does not go", service);
            Violation.unless(!(service.progress() instanceof Progress.Rolling), "%s rolls for ever", service);
            if (service.progress() instanceof Progress.Settled) {
                whole(world, service);
            }
        }
        for (var task : world.tasks()) {
            boolean pending = task.staying() && task.alive() && task.node().isEmpty();
            Violation.unless(!pending || task.waiting().isPresent(), "it waits for no reason: %s", task);
            Violation.unless(!task.going(), "it leaves for ever: %s", task);
            boolean stopping = !task.wanted() && task.alive();
            Violation.unless(!stopping || task.node().map(world::down).orElse(true), "it does not stop: %s", task);
        }
    }

    private static void whole(World world, Service service) {
        var spec = world.state.spec(service);
        if (!Images.good(spec.container().image()) || !(spec.mode() instanceof Mode.Replicated(int replicas))) {
            return;
        }
        int serving = 0;
        int excused = 0;
        for (var task : world.state.tasks().of(service.id())) {
            if (task.staying() && task.serving() instanceof Serving.In && task.phase() == Phase.RUNNING) {
                serving++;
            } else if (task.staying() && task.alive()) {
                excused++; // It has a reason to wait, or waits for its next attempt.
            }
        }
        int givenUp = spec.restart().maxAttempts() > 0 ? replicas : 0;
        Violation.unless(serving <= replicas, "%s has %s of %s", service, serving, replicas);
        Violation.unless(
                serving + excused + givenUp >= replicas, "%s settled with %s of %s", service, serving, replicas);
    }
}
