package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import java.util.List;
import java.util.Optional;

/**
 * Brings the cluster nearer to what is wanted: state in, changes out. No threads, no clock, no IO; all that a rollout, a
 * restart or a deadline needs to go on is in the state, so a new leader just ticks.
 */
public final class Reconciler {
    /** In this order; each stage sees the changes of those before it. */
    private static final List<Stage> STAGES = List.of(
            new Evacuator(),
            new Restarter(),
            new Replicator(),
            new Updater(),
            new Allocator(),
            new Starter(),
            new Placer(),
            new Router(),
            new Reaper());

    private Reconciler() {}

    /**
     * Looks at everything.
     *
     * @param state as of the last transaction; the changes are based on its revision
     * @param ids for new objects; some may be taken and not used
     */
    public static Tick tick(ClusterState state, Observed observed, Ids ids) {
        var agenda = Agenda.everything(state);
        return result(agenda, run(new Draft(state, observed, ids, agenda)));
    }

    /** Comes to the same changes, without looking at what {@code memo} knows to need nothing. */
    public static Tick tick(ClusterState state, Observed observed, Ids ids, Memo memo) {
        var agenda = memo.agenda(state, observed);
        if (agenda.isEmpty()) {
            return new Tick(List.of(), agenda.wakeAt());
        }
        var draft = run(new Draft(state, observed, ids, agenda));
        memo.learn(state, agenda, draft);
        return result(agenda, draft);
    }

    static List<Stage> stages() {
        return STAGES;
    }

    private static Draft run(Draft draft) {
        STAGES.forEach(stage -> stage.run(draft));
        return draft;
    }

    /** After changes, look again at once: one thing done may allow the next. */
    static Tick result(Agenda agenda, Draft draft) {
        var changes = draft.changes();
        var wakeAt = changes.isEmpty() && !draft.full()
                ? Wakes.earliest(agenda.wakeAt(), draft.wakes().first())
                : Optional.of(draft.now());
        return new Tick(changes, wakeAt);
    }
}
