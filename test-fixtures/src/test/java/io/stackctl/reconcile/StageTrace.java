package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import java.util.List;

/** A tick that shows what each stage did. */
public final class StageTrace {
    /** Hears of each stage: its name, and the state before and after it. */
    @FunctionalInterface
    public interface Listener {
        void ran(String stage, ClusterState before, ClusterState after);
    }

    private StageTrace() {}

    /** Looks at everything. */
    public static Tick tick(ClusterState state, Observed observed, Ids ids, Listener listener) {
        var agenda = Agenda.everything(state);
        return Reconciler.result(agenda, run(new Draft(state, observed, ids, agenda), listener));
    }

    /** Looks at what the memo does not know to need nothing, as the daemon does. */
    public static Tick tick(ClusterState state, Observed observed, Ids ids, Memo memo, Listener listener) {
        var agenda = memo.agenda(state, observed);
        if (agenda.isEmpty()) {
            return new Tick(List.of(), agenda.wakeAt());
        }
        var draft = run(new Draft(state, observed, ids, agenda), listener);
        memo.learn(state, agenda, draft);
        return Reconciler.result(agenda, draft);
    }

    private static Draft run(Draft draft, Listener listener) {
        for (var stage : Reconciler.stages()) {
            var before = draft.state();
            stage.run(draft);
            listener.ran(stage.getClass().getSimpleName(), before, draft.state());
        }
        return draft;
    }
}
