package io.stackctl.reconcile;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which slots stay when there are too many. Source of the order: the peer. Slots go from nodes that hold most of them,
 * those that do not run before those that do, and high numbers before low ones.
 */
final class ScaleDown {
    private record Ranked(Place place, int nthOnNode) {}

    private ScaleDown() {}

    /** The places, those to be kept first. */
    static List<Place> keepFirst(List<Place> places) {
        var runningFirst = new ArrayList<>(places);
        runningFirst.sort(
                Comparator.<Place, Boolean>comparing(place -> !runs(place)).thenComparing(Place::slot));
        var onNode = new TreeMap<NodeId, Integer>();
        var ranked = new ArrayList<Ranked>();
        for (var place : runningFirst) {
            int nth =
                    node(place).map(node -> onNode.merge(node, 1, Integer::sum)).orElse(Integer.MAX_VALUE);
            ranked.add(new Ranked(place, nth));
        }
        ranked.sort(Comparator.comparingInt(Ranked::nthOnNode));
        return ranked.stream().map(Ranked::place).toList();
    }

    private static boolean runs(Place place) {
        return running(place).isPresent();
    }

    private static Optional<Task> running(Place place) {
        return place.tasks().stream()
                .filter(task -> task.staying() && task.phase() == Phase.RUNNING)
                .findFirst();
    }

    /** Where the slot runs, also while an update has a second task for it; or where its only task is on the way to. */
    private static Optional<NodeId> node(Place place) {
        var staying = place.staying();
        var there = running(place).or(() -> staying.size() == 1 ? Optional.of(staying.getFirst()) : Optional.empty());
        return there.flatMap(Task::node);
    }
}
