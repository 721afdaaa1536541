package io.stackctl.plan;

import io.stackctl.cluster.Node;
import io.stackctl.schedule.Constraints;
import io.stackctl.spec.ServiceSpec;

/** Whether a task that runs one spec must be replaced to follow another. */
final class Replacement {
    private Replacement() {}

    static boolean needed(ServiceSpec running, ServiceSpec wanted) {
        return !wanted.keepsTasksOf(running);
    }

    /** The same for a task on that node, where it may also not be allowed any more. */
    static boolean needed(ServiceSpec running, ServiceSpec wanted, Node node) {
        return needed(running, wanted)
                || (!running.placement().equals(wanted.placement())
                        && !Constraints.match(wanted.placement().constraints(), node));
    }
}
