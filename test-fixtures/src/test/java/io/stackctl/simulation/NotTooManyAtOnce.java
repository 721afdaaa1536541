package io.stackctl.simulation;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Slot;
import java.util.TreeMap;

/** In a calm world, a rollout to a good image has no more slots in work than its parallelism. */
final class NotTooManyAtOnce implements Invariant {
    @Override
    public void afterCommit(World world) {
        if (!world.calm) {
            return;
        }
        for (var service : world.state.services()) {
            if (!(service.progress() instanceof Progress.Rolling rolling)) {
                continue;
            }
            boolean back = rolling.direction() == Progress.Direction.BACK;
            if (!back && service.previous().isEmpty()) {
                continue;
            }
            var spec = world.state.spec(service);
            var policy = back ? spec.rollback() : spec.update();
            if (policy.parallelism() == 0 || !Images.good(spec.container().image())) {
                continue;
            }
            var slots = new TreeMap<Slot, Integer>();
            for (var task : world.state.tasks().of(service.id())) {
                if (task.staying() && task.alive()) {
                    slots.merge(task.slot(), 1, Integer::sum);
                }
            }
            long inWork = slots.values().stream().filter(count -> count > 1).count();
            Violation.unless(
                    inWork <= policy.parallelism(), "%s has %s slots in work: %s", service.name(), inWork, rolling);
        }
    }
}
