package io.stackctl.reconcile;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.Task;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/*
 * Only the first start of a service waits: once one of its tasks was let run, the order has done its work, and neither a
 * restart nor an update nor a scale looks at it again. Nothing is remembered for that, as the tasks tell it.
 *
 * The gate never holds for good by itself: what is not there, is on its way out or is wanted no times is not waited for,
 * and neither is what waits for the waiting service in turn. A dependency that does not come up is another matter: its
 * own rollout ends with a reason, and then so does that of the service that waits for it.
 */
/** Which services wait for others of their stack before their first start, and for what. */
final class StartOrder {
    private final Draft draft;
    private final SortedMap<ServiceId, Optional<Unmet>> answers = new TreeMap<>();
    private Optional<SortedMap<String, Service>> byName = Optional.empty();

    /** Of the draft as it is now: answers are kept, so changes to what others wait for are seen by the next one made. */
    StartOrder(Draft draft) {
        this.draft = draft;
    }

    /** A service that is waited for. */
    record Unmet(Service service, String shortName, Condition condition) {
        /** As compose files name the condition. */
        String words() {
            return "depends_on " + shortName + ": "
                    + switch (condition) {
                        case STARTED -> "service_started";
                        case HEALTHY -> "service_healthy";
                        case COMPLETED -> "service_completed_successfully";
                    };
        }
    }

    /** What the service waits for; empty if nothing holds it. */
    Optional<Unmet> holding(Service service) {
        if (draft.spec(service).dependencies().isEmpty()) {
            return Optional.empty();
        }
        var known = answers.get(service.id());
        if (known == null) {
            known = unmet(service).filter(_ -> !started(service));
            answers.put(service.id(), known);
        }
        return known;
    }

    /**
     * Whether waiting is no failure of the task: what its service waits for is still on its way, or has come up since the
     * task was last looked at, so that its turn is this very tick.
     */
    boolean waitsWithHope(Service service, Task task) {
        if (task.desired() != Desired.READY
                || draft.spec(service).dependencies().isEmpty()) {
            return false;
        }
        var unmet = holding(service);
        return unmet.isEmpty() ? held(task) : unmet.get().service().progress() instanceof Progress.Rolling;
    }

    /** Whether a task that has its node was told what to wait for. */
    static boolean held(Task task) {
        return task.node().isPresent() && task.waiting().isPresent();
    }

    private Optional<Unmet> unmet(Service service) {
        for (var wanted : draft.spec(service).dependencies().orElseThrow().on().entrySet()) {
            var other = find(service, wanted.getKey());
            if (other.isPresent()
                    && !met(other.get(), wanted.getValue())
                    && !leadsTo(other.get(), service, new TreeSet<>())) {
                return Optional.of(new Unmet(other.get(), wanted.getKey(), wanted.getValue()));
            }
        }
        return Optional.empty();
    }

    /** Whether this service, not started yet, waits for that one, itself or through others. */
    private boolean leadsTo(Service from, Service to, Set<ServiceId> seen) {
        if (from.id().equals(to.id())) {
            return true;
        }
        if (!seen.add(from.id()) || draft.spec(from).dependencies().isEmpty() || started(from)) {
            return false;
        }
        for (var wanted : draft.spec(from).dependencies().orElseThrow().on().entrySet()) {
            var next = find(from, wanted.getKey());
            if (next.isPresent() && !met(next.get(), wanted.getValue()) && leadsTo(next.get(), to, seen)) {
                return true;
            }
        }
        return false;
    }

    /** The other service of the stack, unless it is on its way out. */
    private Optional<Service> find(Service service, String shortName) {
        var stack = service.stack().flatMap(id -> draft.state().stacks().get(id));
        return stack.map(Stack::name)
                .map(name -> names().get(name + "_" + shortName))
                .filter(other -> other.stack().equals(service.stack()));
    }

    private SortedMap<String, Service> names() {
        if (byName.isEmpty()) {
            var names = new TreeMap<String, Service>();
            for (var service : draft.state().services()) {
                if (!service.removing()) {
                    names.put(service.name(), service);
                }
            }
            byName = Optional.of(names);
        }
        return byName.get();
    }

    private boolean met(Service service, Condition condition) {
        var places =
                draft.roster(service).places().stream().filter(Place::inUse).toList();
        if (places.isEmpty()) {
            // Its tasks may only have found no room in this tick.
            return !draft.full() && Verdict.expected(draft.spec(service).mode()) == 0;
        }
        return switch (condition) {
            case STARTED ->
                places.stream().anyMatch(place -> place.tasks().stream().anyMatch(StartOrder::ran));
            case HEALTHY ->
                places.stream().anyMatch(place -> place.tasks().stream().anyMatch(StartOrder::serves));
            case COMPLETED ->
                completed(service, places.stream().map(Place::slot).toList());
        };
    }

    /**
     * All of the slots have ended well once, as the service is now: that an older migration went well says nothing of the
     * one that was deployed with the waiting service. Those of a job that have not had their turn are waited for as well.
     */
    private boolean completed(Service service, List<Slot> slots) {
        var done = new TreeSet<Slot>();
        for (var task : draft.state().tasks().of(service.id())) {
            if (ended(task) && !Outdated.is(draft, service, task)) {
                done.add(task.slot());
            }
        }
        return done.containsAll(slots)
                && slots.size() >= Verdict.expected(draft.spec(service).mode());
    }

    /** Its process was there: a task without a health check is running then, one with a check need not be healthy. */
    private static boolean ran(Task task) {
        return task.phase() == Phase.STARTING || task.status().runningSince().isPresent() || ended(task);
    }

    /** It is in every load balancer that has heard of it; what ended well will never be again. */
    private static boolean serves(Task task) {
        return (task.alive() && task.serving() instanceof Serving.In) || ended(task);
    }

    /** What is being taken away ended because it was stopped, and is forgotten in the next moment. */
    private static boolean ended(Task task) {
        return task.phase() == Phase.COMPLETE && task.desired() != Desired.REMOVE;
    }

    /** Whether any of its tasks was ever let run. */
    private boolean started(Service service) {
        for (var task : draft.state().tasks().of(service.id())) {
            boolean let = task.desired() == Desired.RUNNING || task.desired() == Desired.COMPLETE;
            if (let || task.phase() == Phase.FAILED || ran(task)) {
                return true;
            }
        }
        return false;
    }
}
