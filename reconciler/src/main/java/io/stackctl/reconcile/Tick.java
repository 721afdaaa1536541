package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one look at the state came to.
 *
 * @param changes in the order in which they must be applied; empty when nothing is to be done
 * @param wakeAt when time alone will give something to do; empty when it will not
 */
public record Tick(List<Change> changes, Optional<Instant> wakeAt) {
    public Tick {
        changes = List.copyOf(changes);
    }
}
