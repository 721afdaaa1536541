package io.stackctl.plan;

import io.stackctl.cluster.Service;
import io.stackctl.spec.ServiceSpec;
import java.util.Optional;

/**
 * A service of the files as it would be.
 *
 * @param before the service as it is, if there is one
 * @param liveSpec its spec
 * @param after as it would be; the same as before when nothing changes
 * @param spec that it would have, with all references pinned
 */
record PlannedService(Optional<Service> before, Optional<ServiceSpec> liveSpec, Service after, ServiceSpec spec) {
    /** A new spec version is made. */
    boolean moves() {
        return before.isEmpty() || !before.get().version().equals(after.version());
    }

    boolean replacesTasks() {
        return liveSpec.map(live -> Replacement.needed(live, spec)).orElse(false);
    }
}
