package io.stackctl.simulation;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.util.List;
import java.util.Optional;

/** Something that must always hold. It looks at what interests it, and throws a {@link Violation}. */
interface Invariant {
    /** A component wrote a task; {@code state} has all that was written up to then. */
    default void changed(World world, String who, ClusterState state, Optional<Task> was, Task is) {}

    /** A component removed a task. */
    default void removed(World world, String who, Task task) {}

    /** An agent is about to start a process. */
    default void beforeStart(World world, NodeId node, TaskKey task) {}

    /** A transaction is in the log; the world has the state after it. */
    default void committed(World world, List<Change> changes) {}

    /** The state has changed. */
    default void afterCommit(World world) {}

    /** Something happened, and the leader has had its turn. */
    default void afterStep(World world) {}

    /** The faults stopped long ago. */
    default void atTheEnd(World world) {}
}
