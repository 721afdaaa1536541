package io.stackctl.schedule;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Immutable;
import java.util.Map;
import java.util.SortedMap;

/**
 * What became of the tasks that wanted a node; each is in exactly one of the two maps.
 *
 * @param nodes where the placed tasks go
 * @param reasons why the others have to wait, in the peer's words
 */
public record Placements(SortedMap<TaskKey, NodeId> nodes, SortedMap<TaskKey, String> reasons) {
    public Placements {
        nodes = Immutable.sorted((Map<TaskKey, NodeId>) nodes);
        reasons = Immutable.sorted((Map<TaskKey, String>) reasons);
    }
}
