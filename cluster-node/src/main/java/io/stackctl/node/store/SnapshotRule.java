package io.stackctl.node.store;

import io.stackctl.node.Limits;

/** After how many entries, or bytes of them, a snapshot is taken, so that the log does not grow without end. */
public record SnapshotRule(int entries, long bytes) {
    public static final SnapshotRule NORMAL =
            new SnapshotRule(Limits.SNAPSHOT_AFTER_ENTRIES, Limits.SNAPSHOT_AFTER_BYTES);

    public SnapshotRule {
        if (entries < 1 || bytes < 1) {
            throw new IllegalArgumentException("a snapshot needs something to hold");
        }
    }

    boolean due(long entriesSince, long bytesSince) {
        return entriesSince >= entries || bytesSince >= bytes;
    }
}
