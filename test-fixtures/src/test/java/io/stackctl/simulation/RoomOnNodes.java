package io.stackctl.simulation;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Task;
import io.stackctl.spec.PortSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** No node is given more than it has: memory, host ports, tasks of one service. */
final class RoomOnNodes implements Invariant {
    @Override
    public void afterCommit(World world) {
        var byNode = new TreeMap<NodeId, List<Task>>();
        for (var task : world.tasks()) {
            if (task.alive()) {
                task.node()
                        .ifPresent(node -> byNode.computeIfAbsent(node, _ -> new ArrayList<>())
                                .add(task));
            }
        }
        byNode.forEach((id, tasks) -> {
            tasks.removeIf(task -> waitsForOneOf(task, tasks));
            world.state
                    .nodes()
                    .get(id)
                    .ifPresent(node -> check(world, id, node.description().memoryBytes(), tasks));
        });
    }

    /** A task that may start only after another of its slot, on the same node, uses the room of that one. */
    private static boolean waitsForOneOf(Task task, List<Task> tasks) {
        if (task.phase().compareTo(Phase.READY) > 0 || task.after().isEmpty()) {
            return false;
        }
        for (var other : tasks) {
            if (other.service().equals(task.service())
                    && other.slot().equals(task.slot())
                    && other.born().compareTo(task.born()) < 0) {
                return true;
            }
        }
        return false;
    }

    private static void check(World world, NodeId node, long capacity, List<Task> tasks) {
        long used = 0;
        var ports = new TreeSet<Integer>();
        Map<ServiceId, Integer> counts = new TreeMap<>();
        for (var task : tasks) {
            var spec = world.state.spec(task.spec());
            used += spec.resources().reservation().memoryBytes();
            for (var port : spec.ports()) {
                boolean host = port.mode() == PortSpec.PublishMode.HOST;
                Violation.unless(
                        !host || ports.add(port.published().orElseThrow()),
                        "port %s twice on %s: %s",
                        port.published(),
                        node,
                        tasks);
            }
            if (task.staying()) {
                int count = counts.merge(task.service(), 1, Integer::sum);
                int most = spec.placement().maxReplicasPerNode();
                Violation.unless(most == 0 || count <= most, "more than %s on %s: %s", most, node, tasks);
            }
        }
        Violation.unless(used <= capacity, "%s has %s bytes, %s are reserved: %s", node, capacity, used, tasks);
    }
}
