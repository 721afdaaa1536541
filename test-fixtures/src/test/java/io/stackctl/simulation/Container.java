package io.stackctl.simulation;

import io.stackctl.cluster.Phase;

/** What an agent really runs for a task, whatever anybody believes. */
final class Container {
    Phase phase = Phase.ACCEPTED;
    boolean starting;
    boolean stopping;
    /** Its node was counted as lost while it ran: the cluster may have started another one elsewhere. */
    boolean abandoned;

    boolean ended() {
        return phase.terminal();
    }

    /** A process is there. */
    boolean live() {
        return phase == Phase.STARTING || phase == Phase.RUNNING;
    }
}
