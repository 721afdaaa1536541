package io.stackctl.view;

import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Immutable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * All that one node must do and know at one revision. A node that follows it needs nothing else of the state, but the
 * contents that its tasks' files name.
 *
 * @param tasks all that are placed here, ended ones too: their containers are kept for their logs until the managers
 *     forget the task and it leaves the picture
 * @param networks those that a task here is on
 * @param zones names of services by network, for the networks above
 * @param frontends published ports of the cluster with the tasks behind them, in order of port, protocol and address
 */
public record NodePicture(
        Revision revision,
        NodeId node,
        SortedMap<TaskKey, TaskAssignment> tasks,
        SortedMap<NetworkId, NetworkAssignment> networks,
        SortedMap<NetworkId, DnsZone> zones,
        List<Frontend> frontends) {
    public NodePicture {
        tasks = Immutable.sorted((Map<TaskKey, TaskAssignment>) tasks);
        networks = Immutable.sorted((Map<NetworkId, NetworkAssignment>) networks);
        zones = Immutable.sorted((Map<NetworkId, DnsZone>) zones);
        frontends = List.copyOf(frontends);
    }
}
