package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Table;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/*
 * A tick is a function of its inputs, so a service whose inputs are the very objects of the last tick, in which it
 * needed nothing, needs nothing now. Its inputs: the service, its tasks, the nodes, the settings and the stacks, what
 * nodes have applied if it asked for that, and the time if it asked to be looked at then. Specs never change under
 * their key. A service that waits for something else, such as room, is looked at in every tick.
 *
 * Comparing identities is safe: at worst, equal but other objects are looked at again. Services and their tasks are
 * walked side by side, as all are in order of id, so a tick over 10,000 sleeping services costs no look-ups.
 */
/**
 * What one leader remembers from tick to tick to save work. Never state: with an empty memo the same changes come out,
 * only later. A new leader starts with a new one; not for use by two threads.
 */
public final class Memo {
    /** A service that needed nothing. {@code followed}: empty if what nodes have applied does not matter to it. */
    private record Quiet(
            Service service, Table<TaskId, Task> tasks, Optional<Instant> wakeAt, Optional<Revision> followed) {}

    private List<Quiet> quiet = List.of();
    private Optional<ClusterState> looked = Optional.empty();
    private Optional<ClusterState> swept = Optional.empty();
    private Optional<Instant> sweepAt = Optional.empty();

    /** A memo of nothing: the first tick with it looks at everything. */
    public Memo() {}

    /** What has to be looked at now. The services that sleep on are remembered, the others are not any more. */
    Agenda agenda(ClusterState state, Observed observed) {
        boolean same = looked.map(before -> sameSurroundings(before, state)).orElse(false);
        boolean sweeps = !swept.map(before -> sameObjects(before, state)).orElse(false)
                || sweepAt.map(when -> !observed.now().isBefore(when)).orElse(false);
        if (!same) {
            quiet = List.of();
            return new Agenda(state.services().keys().toList(), sweeps, Optional.empty());
        }
        var followed = Sights.of(state, observed).followed();
        var awake = new ArrayList<ServiceId>();
        var sleeping = new ArrayList<Quiet>(quiet.size());
        Optional<Instant> wakeAt = sweeps ? Optional.empty() : sweepAt;
        var tasks = new TasksInOrder(state);
        int next = 0;
        for (var service : state.services()) {
            var own = tasks.of(service.id());
            while (next < quiet.size() && quiet.get(next).service().id().compareTo(service.id()) < 0) {
                next++;
            }
            if (next < quiet.size() && sleeps(quiet.get(next), service, own, followed, observed.now())) {
                sleeping.add(quiet.get(next));
                wakeAt = Wakes.earliest(wakeAt, quiet.get(next).wakeAt());
            } else {
                awake.add(service.id());
            }
        }
        quiet = sleeping;
        return new Agenda(awake, sweeps, wakeAt);
    }

    @SuppressWarnings("ReferenceEquality") // The very objects of the last tick, or it is looked at again.
    private static boolean sleeps(
            Quiet quiet, Service service, Table<TaskId, Task> tasks, Revision followed, Instant now) {
        return quiet.service() == service
                && quiet.tasks() == tasks
                && quiet.wakeAt().map(now::isBefore).orElse(true)
                && quiet.followed().map(followed::equals).orElse(true);
    }

    @SuppressWarnings("ReferenceEquality") // As above.
    private static boolean sameSurroundings(ClusterState before, ClusterState now) {
        return before.nodes() == now.nodes() && before.settings() == now.settings() && before.stacks() == now.stacks();
    }

    @SuppressWarnings("ReferenceEquality") // As above.
    private static boolean sameObjects(ClusterState before, ClusterState now) {
        return sameSurroundings(before, now)
                && before.services() == now.services()
                && before.specs() == now.specs()
                && before.networks() == now.networks()
                && before.secrets() == now.secrets()
                && before.configs() == now.configs()
                && before.requests() == now.requests();
    }

    /** Remembers the services that the finished draft had nothing to do for. */
    void learn(ClusterState state, Agenda agenda, Draft draft) {
        looked = Optional.of(state);
        if (agenda.sweeps()) {
            swept = draft.full() || draft.sweepsAgain() ? Optional.empty() : Optional.of(state);
            sweepAt = draft.wakes().ofCluster();
        }
        if (draft.full()) {
            return; // What the tick had no room for looks as if nothing had been needed.
        }
        var learnt = new ArrayList<>(quiet);
        for (var id : agenda.awake()) {
            if (!draft.touched(id) && !draft.wakes().staysAwake(id)) {
                var followed =
                        draft.wakes().dependsOnSights(id) ? Optional.of(draft.followed()) : Optional.<Revision>empty();
                learnt.add(new Quiet(
                        state.services().get(id).orElseThrow(),
                        state.tasks().of(id),
                        draft.wakes().of(id),
                        followed));
            }
        }
        learnt.sort(Comparator.comparing(it -> it.service().id()));
        quiet = learnt;
    }

    /** The tables of tasks for services asked for in order of id. */
    private static final class TasksInOrder {
        private final List<ServiceId> ids = new ArrayList<>();
        private final List<Table<TaskId, Task>> tables = new ArrayList<>();
        private int next;

        TasksInOrder(ClusterState state) {
            state.tasks().byService().forEach((id, table) -> {
                ids.add(id);
                tables.add(table);
            });
        }

        Table<TaskId, Task> of(ServiceId service) {
            while (next < ids.size() && ids.get(next).compareTo(service) < 0) {
                next++;
            }
            return next < ids.size() && ids.get(next).equals(service) ? tables.get(next) : Table.empty();
        }
    }
}
