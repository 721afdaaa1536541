package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ServiceId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a tick has to look at.
 *
 * @param awake services that may need something, in order of id
 * @param sweeps whether objects beside services and tasks may need something
 * @param wakeAt when a service that is not awake will need something
 */
record Agenda(List<ServiceId> awake, boolean sweeps, Optional<Instant> wakeAt) {
    static Agenda everything(ClusterState state) {
        return new Agenda(state.services().keys().toList(), true, Optional.empty());
    }

    boolean has(ServiceId service) {
        return Collections.binarySearch(awake, service) >= 0;
    }

    boolean isEmpty() {
        return awake.isEmpty() && !sweeps;
    }
}
