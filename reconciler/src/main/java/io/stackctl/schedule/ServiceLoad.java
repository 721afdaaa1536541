package io.stackctl.schedule;

import io.stackctl.cluster.SpecVersion;
import java.util.TreeMap;

/** Where one service's tasks are, and where they failed lately. Nodes by their place in the order of ids. */
final class ServiceLoad {
    private final TreeMap<Integer, Integer> tasks = new TreeMap<>();
    private final TreeMap<SpecVersion, TreeMap<Integer, Integer>> failures = new TreeMap<>();

    int tasks(int node) {
        // Most services are on few nodes, or on none yet.
        return tasks.isEmpty() ? 0 : tasks.getOrDefault(node, 0);
    }

    int failures(SpecVersion version, int node) {
        if (failures.isEmpty()) {
            return 0;
        }
        var counts = failures.get(version);
        return counts == null ? 0 : counts.getOrDefault(node, 0);
    }

    void add(int node, int count) {
        tasks.merge(node, count, Integer::sum);
    }

    void failed(SpecVersion version, int node, int count) {
        failures.computeIfAbsent(version, _ -> new TreeMap<>()).merge(node, count, Integer::sum);
    }
}
