package io.stackctl.cluster;

import java.util.Comparator;

/** Finds one task. The tasks of a service lie together. */
public record TaskKey(ServiceId service, TaskId task) implements Comparable<TaskKey> {
    private static final Comparator<TaskKey> ORDER =
            Comparator.comparing(TaskKey::service).thenComparing(TaskKey::task);

    @Override
    public int compareTo(TaskKey other) {
        return ORDER.compare(this, other);
    }
}
