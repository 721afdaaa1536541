package io.stackctl.reconcile;

import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Task;
import io.stackctl.spec.ServiceSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/*
 * The state that stages see has all changes so far in it; tables share structure, so that costs little. What is touched
 * is noted by key, and the changes are read off at the end: ten writes to a network become one change.
 *
 * Changes that belong together are put together or, when the tick is full, not at all. Then the draft says so, and
 * the next tick, which follows at once, finds the same work again.
 */
/** The transaction that a tick is writing: the state it leads to, what was touched, and when time alone gives more to do. */
final class Draft {
    private final ClusterState before;
    private final Observed observed;
    private final Ids ids;
    private final Agenda agenda;
    private final Edits edits = new Edits();
    private final Wakes wakes = new Wakes();
    private final TreeMap<ServiceId, Roster> rosters = new TreeMap<>();
    private Optional<Revision> followed = Optional.empty();
    private final AddressBook addresses = new AddressBook();
    private final NetworkNames networks;
    private ClusterState state;
    private int births;
    private boolean full;
    private boolean sweepsAgain;
    private Optional<Boolean> steady = Optional.empty();

    Draft(ClusterState state, Observed observed, Ids ids, Agenda agenda) {
        this.before = state;
        this.state = state;
        this.observed = observed;
        this.ids = ids;
        this.agenda = agenda;
        this.networks = new NetworkNames(this, state);
    }

    ClusterState state() {
        return state;
    }

    /** As the tick found it. */
    ClusterState before() {
        return before;
    }

    Instant now() {
        return observed.now();
    }

    /** Of the transaction that this becomes. */
    Revision revision() {
        return before.revision().next();
    }

    AddressBook addresses() {
        return addresses;
    }

    NetworkNames networks() {
        return networks;
    }

    Ids ids() {
        return ids;
    }

    Birth nextBirth() {
        return new Birth(revision(), births++);
    }

    /** Whether that service is looked at in this tick; of those that are not there any more, their remains. */
    boolean looksAt(ServiceId service) {
        return agenda.has(service) || (agenda.sweeps() && !before.services().contains(service));
    }

    /** Whether objects beside services and tasks are looked at in this tick. */
    boolean sweeps() {
        return agenda.sweeps();
    }

    /** The sweep depends on tasks this time: repeat it in the next tick in any case. */
    void sweepAgain() {
        sweepsAgain = true;
    }

    boolean sweepsAgain() {
        return sweepsAgain;
    }

    /** The services to look at, as the stages before left them. */
    List<Service> services() {
        var services = new ArrayList<Service>(agenda.awake().size());
        for (var id : agenda.awake()) {
            state.services().get(id).ifPresent(services::add);
        }
        return services;
    }

    Roster roster(Service service) {
        return rosters.computeIfAbsent(
                service.id(), id -> Roster.of(state.tasks().of(id)));
    }

    ServiceSpec spec(Service service) {
        return state.spec(service.spec());
    }

    ServiceSpec spec(Task task) {
        return state.spec(task.spec());
    }

    /** Whether the node is lost for now, or does not exist. Tasks on it hear nothing and count as silent. */
    boolean lost(Optional<NodeId> node) {
        return node.isPresent()
                && state.nodes()
                        .get(node.get())
                        .map(it -> it.status().state() == Node.State.DOWN)
                        .orElse(true);
    }

    /** No node is down or drained: what a node has may stay there. */
    boolean steady() {
        if (steady.isEmpty()) {
            boolean all = true;
            for (var node : state.nodes()) {
                all &= node.keepsTasks();
            }
            steady = Optional.of(all);
        }
        return steady.get();
    }

    /** The newest revision that every node that is not down follows. Asking makes the service's outcome depend on it. */
    Revision followedEverywhere(Service service) {
        wakes.onSights(service.id());
        return followed();
    }

    Revision followed() {
        if (followed.isEmpty()) {
            followed = Optional.of(Sights.of(before, observed).followed());
        }
        return followed.get();
    }

    /** Puts all of the changes, or none when there is no room in this tick. */
    boolean put(Change... together) {
        return put(List.of(together));
    }

    boolean put(List<Change> together) {
        if (edits.size() + together.size() > Limits.CHANGES_PER_TICK) {
            full = true;
            return false;
        }
        for (var change : together) {
            edits.touch(change);
            state = state.with(change);
            switch (change) {
                case Change.PutTask(var task) -> rosters.remove(task.service());
                case Change.RemoveTask(var key) -> rosters.remove(key.service());
                default -> {}
            }
        }
        return true;
    }

    boolean put(Task task) {
        return put(new Change.PutTask(task));
    }

    /** Time alone gives this service something to do then. */
    void wakeAt(Service service, Instant when) {
        wakes.at(service.id(), when);
    }

    /** Time alone gives the cluster something to do then. */
    void wakeAt(Instant when) {
        wakes.at(when);
    }

    /** The service waits for something that is not its own, such as room on a node: look at it in every tick. */
    void keepAwake(Service service) {
        wakes.keepAwake(service.id());
    }

    Wakes wakes() {
        return wakes;
    }

    boolean full() {
        return full;
    }

    boolean touched(ServiceId service) {
        return edits.touched(service);
    }

    /** The changes so far. */
    List<Change> changes() {
        return edits.between(before, state);
    }
}
