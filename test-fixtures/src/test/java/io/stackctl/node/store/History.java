package io.stackctl.node.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What clients asked of a register and heard, with the order in which it happened. Every answer names the revision that
 * it speaks of, which is a claim about the one order of all operations; the history is linearizable when that order
 * contradicts neither the clocks of the clients nor what the reads returned.
 */
final class History {
    sealed interface Operation {
        long began();

        long ended();

        long revision();
    }

    /** A write that was acknowledged. */
    record Write(long began, long ended, long revision, String value) implements Operation {}

    /** {@code value}: empty for a register that nobody has written. */
    record Read(long began, long ended, long revision, Optional<String> value) implements Operation {}

    private final List<Operation> operations = new ArrayList<>();
    private final List<String> doubtful = new ArrayList<>();
    private long now;

    synchronized long tick() {
        return ++now;
    }

    synchronized void add(Operation operation) {
        operations.add(operation);
    }

    /** A write whose fate nobody knows: it may be seen, or not. */
    synchronized void doubt(String value) {
        doubtful.add(value);
    }

    synchronized int size() {
        return operations.size();
    }

    /** What contradicts the order of revisions; empty for a linearizable history. */
    synchronized Optional<String> contradiction() {
        return time().or(this::values);
    }

    /** What ended before something else began comes before it in the order; a write has a revision of its own. */
    private Optional<String> time() {
        var byEnd = new ArrayList<>(operations);
        byEnd.sort(Comparator.comparingLong(Operation::ended));
        var byBegin = new ArrayList<>(operations);
        byBegin.sort(Comparator.comparingLong(Operation::began));
        int finished = 0;
        long latest = 0;
        Operation holder = null;
        for (var operation : byBegin) {
            while (finished < byEnd.size() && byEnd.get(finished).ended() < operation.began()) {
                var before = byEnd.get(finished++);
                if (before.revision() > latest) {
                    latest = before.revision();
                    holder = before;
                }
            }
            boolean earlier =
                    operation instanceof Write ? operation.revision() <= latest : operation.revision() < latest;
            if (holder != null && earlier) {
                return Optional.of(operation + " began after the end of " + holder);
            }
        }
        return Optional.empty();
    }

    /** A read returns what the last write at or before its revision wrote, or a doubtful one after that. */
    private Optional<String> values() {
        var written = new TreeMap<Long, String>();
        for (var operation : operations) {
            if (operation instanceof Write write && written.put(write.revision(), write.value()) != null) {
                return Optional.of("two writes have revision " + write.revision());
            }
        }
        for (var operation : operations) {
            if (operation instanceof Read read) {
                var last =
                        Optional.ofNullable(written.floorEntry(read.revision())).map(java.util.Map.Entry::getValue);
                boolean explained = read.value().equals(last)
                        || read.value().filter(doubtful::contains).isPresent();
                if (!explained) {
                    return Optional.of(read + " should have seen " + last);
                }
            }
        }
        return Optional.empty();
    }
}
