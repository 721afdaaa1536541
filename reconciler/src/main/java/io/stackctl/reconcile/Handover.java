package io.stackctl.reconcile;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;

/*
 * A slot is replaced in the same way whatever for: update, rollback, drain, lost node. There is a new task beside the
 * old one. Either it runs beside it (start-first: it names no forerunner), and the old one goes when all load balancers
 * have the new one. Or it may start only after it (stop-first: it names it); then the new one prepares first, so that
 * neither a missing image nor a full cluster ever costs a task that works.
 */
/** When the old task of a slot goes. */
final class Handover {
    private Handover() {}

    static void run(Draft draft, Service service, Place place) {
        var staying = place.staying();
        if (staying.size() < 2) {
            return;
        }
        var next = staying.getLast();
        for (var old : staying.subList(0, staying.size() - 1)) {
            if (next.alive() && takenOver(draft, service, old, next)) {
                draft.put(Leave.of(draft, old, Desired.SHUTDOWN));
            }
        }
    }

    private static boolean takenOver(Draft draft, Service service, Task old, Task next) {
        if (old.node().isEmpty() || old.desired() == Desired.READY) {
            return true; // It never ran.
        }
        if (next.after().isEmpty()) {
            return next.serving() instanceof Serving.In(var since)
                    && since.compareTo(draft.followedEverywhere(service)) <= 0;
        }
        if (draft.now().isBefore(next.notBefore())) {
            draft.wakeAt(service, next.notBefore());
            return false;
        }
        if (next.node().isEmpty()) {
            return Addresses.waitFor(draft, next, old);
        }
        return draft.lost(old.node()) || next.phase().compareTo(Phase.READY) >= 0;
    }
}
