package io.stackctl.simulation;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import java.util.Optional;

/** A task that served is told to stop only after every node that is not lost took it out, or had its time to. */
final class OutBeforeStopped implements Invariant {
    @Override
    public void changed(World world, String who, ClusterState state, Optional<Task> before, Task is) {
        if (before.isEmpty()
                || !is.alive()
                || is.node().map(node -> World.down(state, node)).orElse(true)) {
            return;
        }
        var was = before.get();
        switch (was.serving()) {
            case Serving.In _ ->
                Violation.unless(
                        is.serving() instanceof Serving.In || is.serving() instanceof Serving.Leaving,
                        "%s took out in one step: %s",
                        who,
                        is);
            case Serving.Leaving(var since, var deadline, var _) -> {
                boolean left = !(is.serving() instanceof Serving.Leaving);
                boolean over = !world.now.isBefore(deadline);
                Violation.unless(
                        !left || over || followed(world, state, since), "%s did not wait for all nodes: %s", who, is);
            }
            case Serving.Draining(var until, var _) ->
                Violation.unless(
                        is.serving() instanceof Serving.Draining || !world.now.isBefore(until),
                        "%s cut the drain period short: %s",
                        who,
                        is);
            case Serving.Pending _, Serving.Out _ -> {}
        }
        boolean stops =
                was.desired().compareTo(Desired.SHUTDOWN) < 0 && is.desired().compareTo(Desired.SHUTDOWN) >= 0;
        Violation.unless(!stops || is.serving() instanceof Serving.Out, "%s stops a task that serves: %s", who, is);
    }

    private static boolean followed(World world, ClusterState state, Revision revision) {
        for (var node : state.nodes()) {
            var agent = world.agents.get(node.id());
            if (!World.down(state, node.id())
                    && agent != null
                    && agent.view.revision().compareTo(revision) < 0) {
                return false;
            }
        }
        return true;
    }
}
