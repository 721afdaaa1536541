package io.stackctl.simulation;

import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Slot;
import java.util.HashMap;
import java.util.Map;

/** A crash loop does not grow the state: a slot keeps its history and what is still on its way out. */
final class ListsBounded implements Invariant {
    private record Line(ServiceId service, Slot slot) {}

    @Override
    public void afterCommit(World world) {
        Map<Line, Integer> ended = new HashMap<>();
        int most = world.state.settings().taskHistory();
        for (var task : world.tasks()) {
            if (!task.alive()) {
                int count = ended.merge(new Line(task.service(), task.slot()), 1, Integer::sum);
                Violation.unless(count <= most, "the history grows: %s", task);
            }
        }
    }
}
