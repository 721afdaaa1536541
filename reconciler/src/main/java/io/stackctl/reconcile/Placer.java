package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import io.stackctl.schedule.Group;
import io.stackctl.schedule.NodeLoads;
import io.stackctl.schedule.Placements;
import io.stackctl.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Gives tasks their nodes, and tells those that find none why. */
final class Placer implements Stage {
    /** A task without a node, and what its slot still holds that it will have given back when the task starts. */
    private record Candidate(Service service, Task task, List<Task> forerunners, Optional<Task> beside) {}

    @Override
    public void run(Draft draft) {
        var candidates = candidates(draft);
        if (candidates.isEmpty()) {
            return;
        }
        var loads = NodeLoads.of(draft.state(), draft.now());
        placeTogether(draft, loads, candidates);
        for (var candidate : candidates) {
            if (!candidate.forerunners().isEmpty() || candidate.beside().isPresent()) {
                placeAlone(draft, loads, candidate);
            }
        }
    }

    private static List<Candidate> candidates(Draft draft) {
        var candidates = new ArrayList<Candidate>();
        for (var service : draft.services()) {
            if (service.removing()) {
                continue;
            }
            var noPort = Ports.whyNone(service);
            for (var place : draft.roster(service).places()) {
                for (var task : place.tasks()) {
                    // Preparing is an attempt as well: an image that cannot be had must not be asked for without a
                    // pause.
                    boolean due = !draft.now().isBefore(task.notBefore());
                    if (due && Allocator.unplaced(task) && Addresses.complete(draft, task)) {
                        if (noPort.isPresent()) {
                            refuse(draft, service, task, noPort.get());
                        } else {
                            candidates.add(candidate(service, place, task));
                        }
                    }
                }
            }
        }
        return candidates;
    }

    private static Candidate candidate(Service service, Place place, Task task) {
        var older = place.tasks().stream()
                .filter(other -> other.born().compareTo(task.born()) < 0
                        && other.alive()
                        && other.node().isPresent())
                .toList();
        // Once it may run, it does not wait for anybody's room any more.
        return task.after().isPresent() && task.desired() == Desired.READY
                ? new Candidate(service, task, older, Optional.empty())
                : new Candidate(
                        service,
                        task,
                        List.of(),
                        older.stream().filter(Task::staying).findFirst());
    }

    private static void placeTogether(Draft draft, NodeLoads loads, List<Candidate> candidates) {
        var bySpec = new TreeMap<SpecKey, List<Task>>();
        var services = new TreeMap<TaskKey, Candidate>();
        for (var candidate : candidates) {
            if (candidate.forerunners().isEmpty() && candidate.beside().isEmpty()) {
                bySpec.computeIfAbsent(candidate.task().spec(), _ -> new ArrayList<>())
                        .add(candidate.task());
                services.put(candidate.task().key(), candidate);
            }
        }
        var groups = new ArrayList<Group>();
        bySpec.forEach((spec, tasks) -> groups.add(Group.of(spec, loads.demand(spec), tasks)));
        var placements = Scheduler.place(loads, groups);
        services.values().forEach(candidate -> settle(draft, candidate, placements));
    }

    private static void placeAlone(Draft draft, NodeLoads loads, Candidate candidate) {
        // What the task replaces holds its place only until the task starts.
        candidate.forerunners().forEach(loads::remove);
        var task = candidate.task();
        var placements =
                Scheduler.place(loads, List.of(Group.of(task.spec(), loads.demand(task.spec()), List.of(task))));
        candidate.forerunners().forEach(loads::add);
        var blocker = candidate.beside().filter(_ -> placements.nodes().isEmpty());
        var bound = Group.Wanted.of(task).bound();
        if (blocker.isPresent() && Scheduler.needsRoomOf(loads, task.spec(), bound, blocker.get())) {
            draft.put(task.following(blocker.get().id()));
            draft.keepAwake(candidate.service());
            return;
        }
        settle(draft, candidate, placements);
    }

    private static void settle(Draft draft, Candidate candidate, Placements placements) {
        var task = candidate.task();
        var node = placements.nodes().get(task.key());
        if (node == null) {
            refuse(draft, candidate.service(), task, placements.reasons().getOrDefault(task.key(), "no suitable node"));
        } else {
            place(draft, candidate.service(), task, node);
        }
    }

    private static void place(Draft draft, Service service, Task task, NodeId node) {
        switch (Addresses.gateways(draft, task, node)) {
            case Addresses.Given.Missing(var why, var _) -> refuse(draft, service, task, why);
            case Addresses.Given.Changes(var gateways) -> {
                var changes = new ArrayList<Change>(gateways);
                changes.add(new Change.PutTask(task.on(node, draft.now())));
                if (draft.put(changes)) {
                    Addresses.hold(draft, gateways);
                }
            }
        }
    }

    private static void refuse(Draft draft, Service service, Task task, String why) {
        if (!task.waiting().equals(Optional.of(why))) {
            draft.put(task.waitingFor(Optional.of(why)));
        }
        draft.keepAwake(service);
    }
}
