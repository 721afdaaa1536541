package io.stackctl.reconcile;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Task;

/** What is special about tasks that are meant to end. */
final class Jobs {
    private Jobs() {}

    /** A job's task that ended well. It stays wanted: it fills its slot for good. */
    static boolean succeeded(Task task) {
        return task.desired() == Desired.COMPLETE && task.phase() == Phase.COMPLETE;
    }
}
