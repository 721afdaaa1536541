package io.stackctl.node.agent;

import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskKey;
import io.stackctl.node.Limits;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The latest status of each task of the node, and which of them managers have not accepted yet. Its size is the number
 * of tasks, however often they change. One batch is under way at a time; what changes meanwhile goes with the next.
 */
public final class Reporter {
    private final SortedMap<TaskKey, Status> latest = new TreeMap<>();
    private final SortedSet<TaskKey> unsent = new TreeSet<>();
    private Optional<Batch> underWay = Optional.empty();
    private long sequence;
    private Runnable listener = () -> {};

    /** Statuses to send together; the sequence names them when they are accepted. */
    public record Batch(long sequence, SortedMap<TaskKey, Status> reports) {
        public Batch {
            reports = Collections.unmodifiableSortedMap(reports);
        }
    }

    /** Calls back, on the thread of the reporting task, when there is something new to send. */
    public synchronized void onNews(Runnable callback) {
        listener = callback;
    }

    /** A task's status is now this. */
    void report(TaskKey task, Status status) {
        Runnable call;
        synchronized (this) {
            if (status.equals(latest.put(task, status))) {
                return;
            }
            unsent.add(task);
            call = listener;
        }
        call.run();
    }

    /** Managers have forgotten the task. */
    synchronized void forget(TaskKey task) {
        latest.remove(task);
        unsent.remove(task);
    }

    /** The next batch to send; empty while one is under way or nothing is new. */
    public synchronized Optional<Batch> next() {
        if (underWay.isPresent() || unsent.isEmpty()) {
            return Optional.empty();
        }
        var reports = new TreeMap<TaskKey, Status>();
        var keys = unsent.iterator();
        while (keys.hasNext() && reports.size() < Limits.REPORTS_PER_MESSAGE) {
            var key = keys.next();
            Optional.ofNullable(latest.get(key)).ifPresent(status -> reports.put(key, status));
            keys.remove();
        }
        sequence++;
        underWay = Optional.of(new Batch(sequence, reports));
        return underWay;
    }

    /** Managers have taken the batch in. An answer to an older one is ignored. */
    public synchronized void accepted(long accepted) {
        if (underWay.isPresent() && underWay.get().sequence() == accepted) {
            underWay = Optional.empty();
        }
    }

    /** No answer came: what the batch told is told again, as it is by now. */
    synchronized void unanswered(long lost) {
        if (underWay.isPresent() && underWay.get().sequence() == lost) {
            var again = new TreeSet<>(underWay.get().reports().keySet());
            again.retainAll(latest.keySet());
            unsent.addAll(again);
            underWay = Optional.empty();
        }
    }

    /** A new session: its manager is told everything again. */
    public synchronized void startOver() {
        underWay = Optional.empty();
        unsent.addAll(latest.keySet());
    }

    /** Every status as it is now. */
    public synchronized Map<TaskKey, Status> statuses() {
        return new TreeMap<>(latest);
    }
}
