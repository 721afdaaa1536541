package io.stackctl.cluster;

/** What the managers want of a task. Only ever moves down this list. */
public enum Desired {
    /** Prepare (pull, create), and wait. */
    READY,
    RUNNING,
    /** Run to success: a job's task. */
    COMPLETE,
    /** Stop, and stay in the history. */
    SHUTDOWN,
    /** Stop, then be forgotten. */
    REMOVE
}
