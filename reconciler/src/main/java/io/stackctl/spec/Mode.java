package io.stackctl.spec;

/** How many tasks a service wants, and whether they are meant to end. The kind of a service's mode never changes. */
public sealed interface Mode {
    /** {@code replicas} tasks anywhere in the cluster, kept running. */
    record Replicated(int replicas) implements Mode {
        public Replicated {
            if (replicas < 0) {
                throw new IllegalArgumentException("replicas must not be negative: " + replicas);
            }
        }
    }

    /** One task on each node that meets the constraints, kept running. */
    record Global() implements Mode {}

    /** {@code completions} successful runs, at most {@code concurrent} at once. */
    record ReplicatedJob(int concurrent, int completions) implements Mode {
        public ReplicatedJob {
            if (concurrent < 0 || completions < 0) {
                throw new IllegalArgumentException("a job's counts must not be negative");
            }
        }
    }

    /** One successful run on each node that meets the constraints. */
    record GlobalJob() implements Mode {}

    /** Whether tasks of this mode are meant to end with success. */
    default boolean job() {
        return switch (this) {
            case Replicated _, Global _ -> false;
            case ReplicatedJob _, GlobalJob _ -> true;
        };
    }

    /** Whether tasks are bound to nodes instead of being numbered. */
    default boolean onEachNode() {
        return switch (this) {
            case Global _, GlobalJob _ -> true;
            case Replicated _, ReplicatedJob _ -> false;
        };
    }
}
