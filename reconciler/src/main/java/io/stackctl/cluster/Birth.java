package io.stackctl.cluster;

import java.util.Comparator;

/** When a task was made, in the order of the log: which of two tasks is newer is decided by this, never by clocks. */
public record Birth(Revision revision, int ordinal) implements Comparable<Birth> {
    private static final Comparator<Birth> ORDER =
            Comparator.comparing(Birth::revision).thenComparingInt(Birth::ordinal);

    @Override
    public int compareTo(Birth other) {
        return ORDER.compare(this, other);
    }
}
