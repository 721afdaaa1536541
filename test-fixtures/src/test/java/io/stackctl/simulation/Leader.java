package io.stackctl.simulation;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import io.stackctl.reconcile.Memo;
import io.stackctl.reconcile.Observed;
import io.stackctl.reconcile.Observed.NodeSight;
import io.stackctl.reconcile.Reconciler;
import io.stackctl.reconcile.StageTrace;
import io.stackctl.reconcile.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The control loop as far as the reconciler is concerned: reports and requests in, one transaction out, and again. */
final class Leader {
    /** Ticks that one instant may take; more means that it does not settle. */
    private static final int TICKS = 40;

    private record Report(NodeId node, TaskKey task, Phase phase) {}

    private final World world;
    private final Optional<PlantedBug> bug;
    private final boolean looksTwice;
    private final List<Report> reports = new ArrayList<>();
    private final List<Change> requests = new ArrayList<>();
    private final SortedMap<NodeId, NodeSight> sights = new TreeMap<>();
    private Memo memo = new Memo();
    private int lastId;
    private Instant wakeAt = Instant.MAX;
    /** Something came in, or this leader is new. */
    private boolean news = true;
    /** What the next turn would have written does not become part of the log. */
    private boolean losesNext;

    /** {@code looksTwice}: each tick is computed without the memo as well, and both are compared. */
    Leader(World world, Optional<PlantedBug> bug, boolean looksTwice) {
        this.world = world;
        this.bug = bug;
        this.looksTwice = looksTwice;
    }

    void report(NodeId node, TaskKey task, Phase phase) {
        reports.add(new Report(node, task, phase));
        news = true;
    }

    void applied(NodeId node, Revision revision) {
        var before = appliedBy(node);
        sights.put(node, new NodeSight(true, revision.compareTo(before) > 0 ? revision : before));
        news = true;
    }

    Revision appliedBy(NodeId node) {
        return Optional.ofNullable(sights.get(node)).map(NodeSight::applied).orElse(Revision.ZERO);
    }

    void request(Change... changes) {
        requests.addAll(List.of(changes));
        news = true;
    }

    /** The state with what was asked for and is not in the log yet. */
    ClusterState asked() {
        return world.state.with(requests);
    }

    String newId() {
        return "o%05d".formatted(++lastId);
    }

    /** Another manager takes over: it knows the state and nothing else. */
    void change() {
        world.coverage.hit(Fault.LEADER_CHANGE);
        for (var service : world.state.services()) {
            if (service.progress() instanceof Progress.Rolling rolling
                    && rolling.direction() == Progress.Direction.BACK) {
                world.coverage.hit(Fault.LEADER_CHANGE_IN_ROLLBACK);
            }
        }
        losesNext = world.chance(0.5);
        sights.clear();
        memo = new Memo();
        news = true;
        world.agents.values().forEach(agent -> world.after(world.between(100, 2_000), agent::announce));
    }

    /** Does nothing if nothing came in and it is not time; says whether it did something. */
    boolean turn() {
        if (!news && world.now.isBefore(wakeAt)) {
            return false;
        }
        news = false;
        wakeAt = Instant.MAX;
        var waiting = new ArrayList<Change>(requests);
        requests.clear();
        var draft = world.state.with(waiting);
        if (losesNext && !reports.isEmpty()) {
            world.coverage.hit(Fault.PROPOSAL_LOST);
            reports.clear();
            losesNext = false;
        }
        for (var report : reports) {
            var heard = heard(draft, report);
            if (heard.isPresent()) {
                waiting.add(new Change.PutTask(heard.get()));
                draft = draft.with(waiting.getLast());
                compare("Agent", world.state, draft);
            }
        }
        reports.clear();
        for (int i = 0; i < TICKS; i++) {
            var tick = tick(draft);
            waiting.addAll(tick.changes());
            if (!waiting.isEmpty()) {
                world.commit(waiting);
                waiting.clear();
            }
            draft = world.state;
            if (tick.changes().isEmpty()) {
                tick.wakeAt().ifPresent(this::wake);
                return true;
            }
        }
        throw new Violation("the tick does not settle: " + tick(draft).changes());
    }

    private Optional<Task> heard(ClusterState draft, Report report) {
        var status = Status.of(report.phase(), world.now, "reported");
        return draft.tasks()
                .get(report.task())
                .filter(task -> task.node().equals(Optional.of(report.node())))
                .flatMap(task -> task.hearing(status));
    }

    private void wake(Instant when) {
        Violation.unless(when.isAfter(world.now), "wakes at %s, which is not after %s", when, world.now);
        wakeAt = when;
        world.at(when, () -> {});
    }

    private Tick tick(ClusterState state) {
        var observed = new Observed(world.now, sights);
        if (bug.isPresent()) {
            return bug.get().tick(state, observed, this::newId, this::compare);
        }
        var tick = looksTwice
                ? compared(state, observed)
                : StageTrace.tick(state, observed, this::newId, memo, this::compare);
        Violation.unless(tick.changes().size() <= Limits.CHANGES_PER_TICK, "too many changes");
        return tick;
    }

    /** With the memo and without it the same comes out. */
    private Tick compared(ClusterState state, Observed observed) {
        int before = lastId;
        var full = StageTrace.tick(state, observed, this::newId, this::compare);
        int after = lastId;
        lastId = before;
        Ids again = this::newId;
        var quick = Reconciler.tick(state, observed, again, memo);
        lastId = after;
        Violation.unless(
                full.changes().equals(quick.changes()),
                "the memo comes to other changes: %s instead of %s",
                quick.changes(),
                full.changes());
        Violation.unless(
                full.wakeAt().equals(quick.wakeAt()), "the memo wakes at %s, not %s", quick.wakeAt(), full.wakeAt());
        return full;
    }

    /** Shows what one component did to each task. */
    @SuppressWarnings("ReferenceEquality") // Untouched tables are the same object.
    private void compare(String who, ClusterState before, ClusterState after) {
        if (before.tasks() == after.tasks()) {
            return;
        }
        after.tasks().byService().forEach((service, tasks) -> {
            if (before.tasks().of(service) != tasks) {
                tasks.forEach(task -> {
                    var was = before.tasks().get(task.key());
                    if (was.isEmpty() || was.get() != task) {
                        changed(who, after, was, task);
                    }
                });
            }
        });
        before.tasks().byService().forEach((_, tasks) -> removed(who, after, tasks));
    }

    private void removed(String who, ClusterState after, Iterable<Task> tasks) {
        for (var task : tasks) {
            if (after.tasks().get(task.key()).isEmpty()) {
                for (var invariant : world.invariants) {
                    invariant.removed(world, who, task);
                }
            }
        }
    }

    private void changed(String who, ClusterState after, Optional<Task> was, Task is) {
        for (var invariant : world.invariants) {
            invariant.changed(world, who, after, was, is);
        }
    }
}
