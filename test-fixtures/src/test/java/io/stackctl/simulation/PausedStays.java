package io.stackctl.simulation;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** In a calm world, a rollout that is paused leaves alone what served when it was, and works. */
final class PausedStays implements Invariant {
    private record Pause(Service service, SortedSet<TaskKey> serving) {}

    private final Map<ServiceId, Pause> pauses = new TreeMap<>();

    @Override
    public void afterCommit(World world) {
        if (!world.calm) {
            return;
        }
        for (var service : world.state.services()) {
            if (!(service.progress() instanceof Progress.Paused) || comesUp(world, service)) {
                pauses.remove(service.id());
                continue;
            }
            var pause = pauses.get(service.id());
            if (pause == null || !pause.service().version().equals(service.version())) {
                pauses.put(service.id(), new Pause(service, serving(world, service)));
                continue;
            }
            for (var key : pause.serving()) {
                var task = world.state.tasks().get(key);
                Violation.unless(
                        task.isPresent() && !task.get().going() && task.get().serving() instanceof Serving.In,
                        "%s is paused, and yet goes on: %s",
                        service.name(),
                        task);
            }
        }
    }

    /** What was begun before the pause may still take over, as with the peer; this is about what never can. */
    private static boolean comesUp(World world, Service service) {
        var image = world.state.spec(service).container().image();
        return Images.good(image) || Images.crashes(image) || Images.ends(image);
    }

    private static SortedSet<TaskKey> serving(World world, Service service) {
        var serving = new TreeSet<TaskKey>();
        for (var task : world.state.tasks().of(service.id())) {
            if (task.alive() && !task.going() && task.serving() instanceof Serving.In && works(world, task)) {
                serving.add(task.key());
            }
        }
        return serving;
    }

    private static boolean works(World world, Task task) {
        return Images.good(world.state.spec(task.spec()).container().image());
    }
}
