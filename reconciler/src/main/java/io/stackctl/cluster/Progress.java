package io.stackctl.cluster;

import java.time.Instant;
import java.util.Optional;

/** Where a service's rollout stands. Everything the updater needs is here or on the tasks; nothing lives in a thread. */
public sealed interface Progress {
    /** Nothing is rolling; the spec's version is the one that tasks have or get. */
    record Settled() implements Progress {}

    /**
     * Slots are being moved to the service's version.
     *
     * @param born tasks older than this do not count for this rollout
     * @param slots how many slots the rollout covers, for the failure ratio
     * @param why a rollback was begun; empty for any other rollout
     */
    record Rolling(Direction direction, Instant startedAt, Birth born, int slots, Optional<String> why)
            implements Progress {
        /**
         * For a change that replaces no task, such as of the number of replicas: what this rollout made is watched on, has
         * its place in the window, and counts when it fails.
         */
        public Rolling goingOn(int all) {
            return new Rolling(Direction.FORWARD, startedAt, born, all, Optional.empty());
        }
    }

    /** Too many slots failed; nothing more is touched until the user says so. */
    record Paused(Direction direction, String why, Instant at) implements Progress {}

    /** The rollout failed and the previous spec is back. */
    record RolledBack(String why, Instant at) implements Progress {}

    /** To a new spec, or back to the one before. */
    enum Direction {
        FORWARD,
        BACK
    }

    Progress SETTLED = new Settled();
}
