package io.stackctl.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to fill one slot. It never runs twice; a new attempt is a new task.
 *
 * @param version of the service's spec that it runs
 * @param node where it was placed; empty until then
 * @param after the task that must have ended before this one may start
 * @param notBefore the earliest start, for a delay between attempts
 * @param addresses one for each network of the spec, once they are given
 * @param waiting why it is not placed yet or may not start, for the user; empty when nothing holds it up
 */
public record Task(
        TaskKey key,
        SpecVersion version,
        Slot slot,
        Optional<NodeId> node,
        Desired desired,
        Status status,
        Serving serving,
        Birth born,
        Instant createdAt,
        Optional<TaskId> after,
        Instant notBefore,
        Attempts attempts,
        List<TaskAddress> addresses,
        Optional<String> waiting) {
    public Task {
        addresses = List.copyOf(addresses);
    }

    public TaskId id() {
        return key.task();
    }

    public ServiceId service() {
        return key.service();
    }

    public SpecKey spec() {
        return new SpecKey(key.service(), version);
    }

    public Phase phase() {
        return status.phase();
    }

    /** Managers still want it to run, or to have run. */
    public boolean wanted() {
        return desired.compareTo(Desired.COMPLETE) <= 0;
    }

    /** Wanted, and not on the way out: the task, or one of two during a replacement, that fills the slot. */
    public boolean staying() {
        return wanted() && !going();
    }

    /** It was taken out of the load balancers for good, and will be stopped when no traffic reaches it any more. */
    public boolean going() {
        return switch (serving) {
            case Serving.Leaving _, Serving.Draining _ -> true;
            case Serving.Pending _, Serving.In _, Serving.Out _ -> false;
        };
    }

    /** It has not ended. */
    public boolean alive() {
        return !status.phase().terminal();
    }

    public Task wanting(Desired other) {
        return new Task(
                key, version, slot, node, other, status, serving, born, createdAt, after, notBefore, attempts,
                addresses, waiting);
    }

    /** Placed on a node; nothing holds it up any more. */
    public Task on(NodeId chosen, Instant at) {
        return new Task(
                key,
                version,
                slot,
                Optional.of(chosen),
                desired,
                status.moved(Phase.ASSIGNED, at, "assigned"),
                serving,
                born,
                createdAt,
                after,
                notBefore,
                attempts,
                addresses,
                Optional.empty());
    }

    public Task reporting(Status other) {
        return new Task(
                key, version, slot, node, desired, other, serving, born, createdAt, after, notBefore, attempts,
                addresses, waiting);
    }

    /**
     * This task after a report of its agent; empty when the report tells nothing new: it came late, or twice, or the task
     * has ended already. {@code report.at()} is the leader's time of hearing it.
     */
    public Optional<Task> hearing(Status report) {
        if (!alive() || report.phase().compareTo(status.phase()) < 0) {
            return Optional.empty();
        }
        var heard = status.then(report);
        return heard.equals(status.at(heard.at())) ? Optional.empty() : Optional.of(reporting(heard));
    }

    /** It may start only when its forerunner has ended. */
    public Task following(TaskId forerunner) {
        return new Task(
                key,
                version,
                slot,
                node,
                desired,
                status,
                serving,
                born,
                createdAt,
                Optional.of(forerunner),
                notBefore,
                attempts,
                addresses,
                waiting);
    }

    /** Its start is due from then on, and not before. */
    public Task dueFrom(Instant when) {
        return new Task(
                key, version, slot, node, desired, status, serving, born, createdAt, after, when, attempts, addresses,
                waiting);
    }

    public Task serving(Serving other) {
        return new Task(
                key, version, slot, node, desired, status, other, born, createdAt, after, notBefore, attempts,
                addresses, waiting);
    }

    public Task addressed(List<TaskAddress> given) {
        return new Task(
                key, version, slot, node, desired, status, serving, born, createdAt, after, notBefore, attempts, given,
                waiting);
    }

    public Task waitingFor(Optional<String> why) {
        return new Task(
                key, version, slot, node, desired, status, serving, born, createdAt, after, notBefore, attempts,
                addresses, why);
    }
}
