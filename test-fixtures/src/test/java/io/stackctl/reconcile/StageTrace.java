package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;

/** A tick over everything that shows what each stage did. */
public final class StageTrace {
    /** Hears of each stage: its name, and the state before and after it. */
    @FunctionalInterface
    public interface Listener {
        void ran(String stage, ClusterState before, ClusterState after);
    }

    private StageTrace() {}

    public static Tick tick(ClusterState state, Observed observed, Ids ids, Listener listener) {
        var agenda = Agenda.everything(state);
        var draft = new Draft(state, observed, ids, agenda);
        for (var stage : Reconciler.stages()) {
            var before = draft.state();
            stage.run(draft);
            listener.ran(stage.getClass().getSimpleName(), before, draft.state());
        }
        return Reconciler.result(agenda, draft);
    }
}
