package io.stackctl.simulation;

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
import java.util.Optional;
import java.util.Set;

/** The first task of a service is let run only when all that the service depends on, and that is to be there, is up. */
final class DependenciesFirst implements Invariant {
    private final Set<ServiceId> started = new HashSet<>();

    @Override
    public void changed(World world, String who, ClusterState state, Optional<Task> was, Task is) {
        boolean runs = is.desired() == Desired.RUNNING || is.desired() == Desired.COMPLETE;
        var service = state.services().get(is.service());
        if (service.isEmpty()) {
            return;
        }
        if (!runs) {
            if (is.node().isPresent() && is.waiting().isPresent()) {
                world.coverage.hit(Fault.WAITED_FOR_ANOTHER);
            }
            return;
        }
        if (started.add(is.service())) {
            state.spec(service.get())
                    .dependencies()
                    .ifPresent(all ->
                            all.on().forEach((name, condition) -> check(who, state, service.get(), name, condition)));
        }
    }

    private static void check(String who, ClusterState state, Service service, String shortName, Condition condition) {
        for (var other : state.services()) {
            if (other.name().equals(Requests.STACK_NAME + "_" + shortName)
                    && !other.removing()
                    && !(state.spec(other).mode() instanceof Mode.Replicated(int replicas) && replicas == 0)) {
                boolean up = false;
                int tasks = 0;
                for (var task : state.tasks().of(other.id())) {
                    tasks++;
                    up |= up(task, condition);
                }
                boolean each = state.spec(other).mode().onEachNode();
                Violation.unless(
                        up || (each && tasks == 0),
                        "%s starts %s before %s is %s",
                        who,
                        service.name(),
                        other.name(),
                        condition);
            }
        }
    }

    private static boolean up(Task task, Condition condition) {
        boolean done = task.phase() == Phase.COMPLETE;
        return switch (condition) {
            case STARTED ->
                done
                        || task.phase() == Phase.STARTING
                        || task.phase() == Phase.RUNNING
                        || task.status().runningSince().isPresent();
            case HEALTHY -> done || (task.phase() == Phase.RUNNING && task.serving() instanceof Serving.In);
            case COMPLETED -> done;
        };
    }
}
