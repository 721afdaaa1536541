package io.stackctl.simulation;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Task;
import java.util.Optional;
import java.util.Set;

/** The table of who may write what. Source: the peer's model of tasks, with our stages for its components. */
final class OnlyItsOwner implements Invariant {
    private static final Set<String> CREATE = Set.of("Evacuator", "Restarter", "Replicator", "Updater");
    private static final Set<String> END =
            Set.of("Evacuator", "Restarter", "Replicator", "Updater", "Starter", "Router");
    private static final Set<String> ROUTE =
            Set.of("Evacuator", "Restarter", "Replicator", "Updater", "Starter", "Router");

    @Override
    public void changed(World world, String who, ClusterState state, Optional<Task> before, Task is) {
        if (before.isEmpty()) {
            allowed(CREATE.contains(who) && is.phase() == Phase.NEW, who, "made", is);
            return;
        }
        var was = before.get();
        if (was.phase() != is.phase()) {
            boolean allowed = switch (is.phase()) {
                case NEW -> false;
                case ASSIGNED -> who.equals("Placer") && was.phase() == Phase.NEW;
                case ORPHANED -> who.equals("Evacuator");
                case ACCEPTED, PREPARING, READY, STARTING, RUNNING, COMPLETE, SHUTDOWN, FAILED, REJECTED ->
                    who.equals("Agent") && was.node().isPresent();
            };
            allowed(allowed, who, "moved to " + is.phase(), is);
        }
        if (was.desired() != is.desired()) {
            boolean starts = is.desired().compareTo(Desired.COMPLETE) <= 0;
            allowed(starts ? who.equals("Starter") : END.contains(who), who, "wants " + is.desired() + " of", is);
        }
        if (!was.serving().equals(is.serving())) {
            allowed(ROUTE.contains(who), who, "routed", is);
        }
        if (!was.node().equals(is.node())) {
            allowed(who.equals("Placer"), who, "placed", is);
        }
        if (!was.addresses().equals(is.addresses())) {
            allowed(who.equals("Allocator"), who, "gave addresses to", is);
        }
    }

    @Override
    public void removed(World world, String who, Task task) {
        allowed(who.equals("Reaper") && !task.wanted(), who, "removed", task);
        allowed(!task.alive() || task.node().isEmpty(), who, "removed while it lives", task);
    }

    private static void allowed(boolean allowed, String who, String what, Task task) {
        Violation.unless(allowed, "%s %s %s", who, what, task);
    }
}
