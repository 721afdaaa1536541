package io.stackctl.plan;

import io.stackctl.spec.Rollout;

/** What a change does to what runs. */
public sealed interface Effect {
    /** Nothing restarts. */
    record InPlace() implements Effect {}

    /**
     * Tasks are made anew.
     *
     * @param parallelism slots at once; 0 means all
     * @param forcedStopFirst the spec says start-first, but a new task needs what an old one still holds
     */
    record TasksReplaced(int tasks, Rollout.Order order, int parallelism, boolean forcedStopFirst) implements Effect {}

    /** Only the number of tasks changes. */
    record Scaled(int from, int to) implements Effect {}

    /** A paused rollout to this very spec goes on. */
    record Resumed() implements Effect {}

    /** The object is taken away and made again; nothing uses it. */
    record Remade() implements Effect {}

    Effect IN_PLACE = new InPlace();
}
