package io.stackctl.simulation;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Task;
import java.util.Optional;

/** Desired state and phase never go back; what a task is never changes; it is placed once. */
final class OnlyForward implements Invariant {
    @Override
    public void changed(World world, String who, ClusterState state, Optional<Task> before, Task is) {
        if (before.isEmpty()) {
            return;
        }
        var was = before.get();
        Violation.unless(was.desired().compareTo(is.desired()) <= 0, "%s: desired went back: %s -> %s", who, was, is);
        Violation.unless(was.phase().compareTo(is.phase()) <= 0, "%s: phase went back: %s -> %s", who, was, is);
        Violation.unless(was.alive() || was.phase() == is.phase(), "%s: it had ended: %s -> %s", who, was, is);
        Violation.unless(
                was.slot().equals(is.slot())
                        && was.born().equals(is.born())
                        && was.version().equals(is.version()),
                "%s: it became another: %s -> %s",
                who,
                was,
                is);
        Violation.unless(was.node().isEmpty() || was.node().equals(is.node()), "%s moved %s -> %s", who, was, is);
        Violation.unless(
                was.addresses().isEmpty() || was.addresses().equals(is.addresses()),
                "%s: other addresses: %s -> %s",
                who,
                was,
                is);
    }
}
