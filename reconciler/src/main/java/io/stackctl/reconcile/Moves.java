package io.stackctl.reconcile;

import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.util.OptionalInt;

/**
 * The tasks of a service that leave nodes which still serve, such as a drained one: as many at a time as its updates
 * replace. What serves nobody, and what a lost node had, is in nobody's way and is not counted.
 */
final class Moves {
    private final Draft draft;
    private final Service service;
    private OptionalInt room = OptionalInt.empty();

    Moves(Draft draft, Service service) {
        this.draft = draft;
        this.service = service;
    }

    /** Whether this task may go now; if it serves, it takes up room. */
    boolean begin(Task task) {
        if (draft.lost(task.node()) || !serves(task)) {
            return true;
        }
        int left = room.orElseGet(this::room);
        room = OptionalInt.of(left - 1);
        return left > 0;
    }

    private int room() {
        var spec = draft.spec(service);
        int parallelism = spec.update().parallelism();
        if (parallelism == 0 || spec.mode().job()) {
            return Integer.MAX_VALUE;
        }
        int left = parallelism;
        for (var place : draft.roster(service).places()) {
            left -= place.slot() instanceof Slot.Replica && underWay(place) ? 1 : 0;
        }
        return left;
    }

    private boolean underWay(Place place) {
        var staying = place.staying();
        if (staying.isEmpty()) {
            return false;
        }
        var newest = staying.getLast();
        if (staying.size() > 1) {
            return !draft.lost(staying.getFirst().node());
        }
        // One that waits for a place, or fails again and again, must not hold the others up.
        return newest.alive()
                && newest.node().isPresent()
                && !draft.lost(newest.node())
                && newest.attempts().consecutive() == 0
                && !serves(newest);
    }

    private boolean serves(Task task) {
        return task.alive()
                && task.serving() instanceof Serving.In(var since)
                && since.compareTo(draft.followedEverywhere(service)) <= 0;
    }
}
