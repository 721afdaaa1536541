package io.stackctl.simulation;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Mode;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first task of a service is let run only when all that the service depends on, and that is to be there, is up. */
final class DependenciesFirst implements Invariant {
    private final Set<ServiceId> started = new HashSet<>();
    private ClusterState before = ClusterState.EMPTY;

    @Override
    public void committed(World world, List<Change> changes) {
        for (var change : changes) {
            if (change instanceof Change.PutTask(var task)) {
                written(world, task);
            }
        }
        before = world.state;
    }

    private void written(World world, Task task) {
        var service = world.state.services().get(task.service());
        boolean runs = task.desired() == Desired.RUNNING || task.desired() == Desired.COMPLETE;
        if (!runs && task.node().isPresent() && task.waiting().isPresent()) {
            world.coverage.hit(Fault.WAITED_FOR_ANOTHER);
        }
        if (runs && service.isPresent() && started.add(task.service())) {
            // As the service is now: what an older version of it waited for no longer counts.
            world.state
                    .spec(service.get())
                    .dependencies()
                    .ifPresent(
                            all -> all.on().forEach((name, condition) -> check(world, service.get(), name, condition)));
        }
    }

    /** What it waits for was up when the leader looked, or came up in the same turn. */
    private void check(World world, Service service, String shortName, Condition condition) {
        var name = Requests.STACK_NAME + "_" + shortName;
        Violation.unless(
                met(before, service, name, condition) || met(world.state, service, name, condition),
                "%s starts before %s is %s",
                service.name(),
                name,
                condition);
    }

    /** A stack that was deployed while one of its name goes has services of the same names: only its own count. */
    private static boolean met(ClusterState state, Service service, String name, Condition condition) {
        for (var other : state.services()) {
            boolean named = other.name().equals(name) && other.stack().equals(service.stack());
            if (named && !other.removing() && wanted(state, other)) {
                boolean up = false;
                for (var task : state.tasks().of(other.id())) {
                    up |= up(state, other, task, condition);
                }
                return up;
            }
        }
        return true;
    }

    /** It is to have tasks, and a service on each node has nodes to have them on. */
    private static boolean wanted(ClusterState state, Service service) {
        var mode = state.spec(service).mode();
        boolean none = mode instanceof Mode.Replicated(int replicas) && replicas == 0;
        boolean nowhere = mode.onEachNode() && !staying(state, service);
        return !none && !nowhere;
    }

    private static boolean staying(ClusterState state, Service service) {
        for (var task : state.tasks().of(service.id())) {
            if (task.staying()) {
                return true;
            }
        }
        return false;
    }

    private static boolean up(ClusterState state, Service service, Task task, Condition condition) {
        boolean done = task.phase() == Phase.COMPLETE;
        return switch (condition) {
            case STARTED ->
                done
                        || task.phase() == Phase.STARTING
                        || task.phase() == Phase.RUNNING
                        || task.status().runningSince().isPresent();
            case HEALTHY -> done || (task.phase() == Phase.RUNNING && task.serving() instanceof Serving.In);
            // An older version that ended well says nothing of the one that is there.
            case COMPLETED -> done && state.spec(service).keepsTasksOf(state.spec(task.spec()));
        };
    }
}
