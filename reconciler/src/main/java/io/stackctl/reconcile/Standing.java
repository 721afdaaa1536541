package io.stackctl.reconcile;

import io.stackctl.cluster.Task;
import java.util.Optional;

/**
 * How far a rollout came with one slot.
 *
 * @param failure the task that failed, if the slot counts as failed
 */
record Standing(Place place, Stage stage, Optional<Task> failure) {
    enum Stage {
        /** It has to be replaced still. */
        OUTDATED,
        /** Its new task takes a place in the rollout's window. */
        IN_WORK,
        /** Its new task serves, and is only watched. A slot that failed, too: it must not hold the others up. */
        WATCHED,
        /** Nothing more is expected of it. */
        DONE,
        /** It will not serve under this spec: it was given up, or its time is over. */
        HOPELESS,
        /** It cannot be replaced now, as its node takes no tasks; it is caught up with later. */
        LEFT_OUT
    }
}
