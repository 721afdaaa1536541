package io.stackctl.spec;

import java.util.Map;
import java.util.SortedMap;

/** What a task may use at most, and what a node must have left for it. Zero means: none given. */
public record Resources(Limit limit, Reservation reservation) {
    public static final Resources NONE = new Resources(new Limit(0, 0, 0), new Reservation(0, 0, Immutable.emptyMap()));

    /** Enforced by the engine. {@code nanoCpus}: 10^9 is one CPU. */
    public record Limit(long nanoCpus, long memoryBytes, long pids) {}

    /** Book-keeping of the scheduler. {@code generic}: count by kind, such as {@code gpu} to 2. */
    public record Reservation(long nanoCpus, long memoryBytes, SortedMap<String, Long> generic) {
        public Reservation {
            generic = Immutable.sorted((Map<String, Long>) generic);
        }

        public boolean isNone() {
            return nanoCpus == 0 && memoryBytes == 0 && generic.isEmpty();
        }
    }
}
