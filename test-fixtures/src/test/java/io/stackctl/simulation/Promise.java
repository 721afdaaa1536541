package io.stackctl.simulation;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;

/** How many tasks of a service its users may count on, while updates come and go. */
final class Promise {
    private int tasks;
    /** The most that the rollouts since the service was last whole may cost together: each starts where another left off. */
    private int missing;

    Promise(int tasks) {
        this.tasks = tasks;
    }

    void noMoreThan(int replicas) {
        tasks = Math.min(tasks, replicas);
    }

    int floor(World world, Service service, int replicas) {
        noMoreThan(replicas);
        var spec = world.state.spec(service);
        var image = spec.container().image();
        if (Images.crashes(image) || Images.ends(image)) {
            missing = Integer.MAX_VALUE;
        } else if (service.progress() instanceof Progress.Rolling rolling) {
            missing = Math.max(missing, cost(service, rolling, spec));
        }
        return tasks - missing;
    }

    /** With a good image, all of it once is all of it from then on. */
    void serving(World world, Service service, int staying, int replicas) {
        boolean rolls = service.progress() instanceof Progress.Rolling;
        if (staying >= replicas) {
            tasks = replicas;
            missing =
                    rolls || !Images.good(world.state.spec(service).container().image()) ? missing : 0;
        }
    }

    private static int cost(Service service, Progress.Rolling rolling, ServiceSpec spec) {
        var image = spec.container().image();
        boolean back = rolling.direction() == Progress.Direction.BACK;
        var policy = back ? spec.rollback() : spec.update();
        if (service.previous().isEmpty() && !Images.good(image)) {
            return Integer.MAX_VALUE;
        }
        if (policy.order() == Rollout.Order.START_FIRST) {
            return 0;
        }
        return policy.parallelism() == 0 || !Images.good(image) ? Integer.MAX_VALUE : policy.parallelism();
    }
}
