package io.stackctl.simulation;

/** What the world lets happen. Each is counted, so that a run shows that it met them all. */
enum Fault {
    LEADER_CHANGE,
    LEADER_CHANGE_IN_ROLLBACK,
    PROPOSAL_LOST,
    REPORT_LOST,
    REPORT_LATE,
    REPORT_TWICE,
    NODE_LOST,
    NODE_REBOOTED,
    NODE_DRAINED,
    NODE_PAUSED,
    NODE_REMOVED,
    DEPLOY_OVER_DEPLOY,
    SCALE,
    SCALE_IN_UPDATE,
    PORT_CLASH,
    POOL_EXHAUSTED,
    TASK_FAILED,
    TASK_REJECTED,
    UPDATE_PAUSED,
    UPDATE_ROLLED_BACK,
    STACK_WENT_BACK,
    SERVICE_REMOVED
}
