package io.stackctl.schedule;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A cluster that tests fill and place tasks in, step by step. */
final class Cluster {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private ClusterState state = ClusterState.EMPTY;
    private Instant now = START;
    private int made;

    ClusterState state() {
        return state;
    }

    Cluster with(Node... nodes) {
        for (var node : nodes) {
            state = state.with(new Change.PutNode(node));
        }
        return this;
    }

    Cluster with(String service, ServiceSpec spec) {
        return with(service, 1, spec);
    }

    Cluster with(String service, long version, ServiceSpec spec) {
        state = state.with(new Change.PutSpec(key(service, version), spec));
        return this;
    }

    void apply(Change change) {
        state = state.with(change);
    }

    NodeLoads loads() {
        return NodeLoads.of(state, now);
    }

    /** Onto that node, whatever the scheduler would say. */
    void force(Task task, Node node) {
        apply(new Change.PutTask(task.on(node.id(), now)));
    }

    /** Managers want no task any more; all of them still run. */
    void stopAll() {
        for (var task : state.tasks().values().toList()) {
            apply(new Change.PutTask(task.wanting(Desired.SHUTDOWN)));
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static SpecKey key(String service, long version) {
        return new SpecKey(new ServiceId(service), new SpecVersion(version));
    }

    /** A task that waits for a node. */
    Task wanted(String service, long version, Slot slot) {
        made++;
        var task = new Task(
                new TaskKey(new ServiceId(service), new TaskId("t%06d".formatted(made))),
                new SpecVersion(version),
                slot,
                Optional.empty(),
                Desired.RUNNING,
                Status.of(Phase.NEW, now, "new"),
                Serving.PENDING,
                new Birth(new Revision(made), 0),
                now,
                Optional.empty(),
                now,
                Attempts.NONE,
                List.of(),
                Optional.empty());
        state = state.with(new Change.PutTask(task));
        return task;
    }

    /** So many new replicas, placed. */
    Placements place(String service, int count) {
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < count; i++) {
            tasks.add(wanted(service, 1, new Slot.Replica(made + 1)));
        }
        return place(tasks);
    }

    /** One new replica; the node that it got. */
    String placeOne(String service) {
        return place(service, 1).nodes().values().iterator().next().value();
    }

    Placements place(List<Task> tasks) {
        var loads = NodeLoads.of(state, now);
        var bySpec = new TreeMap<SpecKey, List<Task>>();
        tasks.forEach(task ->
                bySpec.computeIfAbsent(task.spec(), _ -> new ArrayList<>()).add(task));
        var groups = new ArrayList<Group>();
        bySpec.forEach((key, part) -> groups.add(Group.of(key, loads.demand(key), part)));
        var placements = Scheduler.place(loads, groups);
        placements.nodes().forEach((key, node) -> {
            var task = state.tasks().get(key).orElseThrow();
            state = state.with(new Change.PutTask(task.on(node, now)));
        });
        return placements;
    }

    /** Ends every task that fits, in that phase. */
    void end(Predicate<Task> which, Phase phase) {
        for (var task : state.tasks().values().filter(Task::alive).filter(which).toList()) {
            state = state.with(new Change.PutTask(task.reporting(task.status().moved(phase, now, "ended"))));
        }
    }

    /** How many living tasks of the service each node has, in the order of node ids. */
    List<Long> counts(String service) {
        return state.nodes().keys().map(node -> count(service, node)).toList();
    }

    private long count(String service, NodeId node) {
        return state.tasks()
                .of(new ServiceId(service))
                .values()
                .filter(Task::alive)
                .filter(task -> task.node().equals(Optional.of(node)))
                .count();
    }
}
