package io.stackctl.view;

import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Immutable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node that follows one picture must be told to follow the next.
 *
 * @param frontends all of them, when any changed
 */
public record PictureDelta(
        SortedMap<TaskKey, TaskAssignment> tasks,
        SortedSet<TaskKey> removedTasks,
        SortedMap<NetworkId, NetworkAssignment> networks,
        SortedSet<NetworkId> removedNetworks,
        SortedMap<NetworkId, DnsZone> zones,
        SortedSet<NetworkId> removedZones,
        Optional<List<Frontend>> frontends) {
    public PictureDelta {
        tasks = Immutable.sorted((Map<TaskKey, TaskAssignment>) tasks);
        removedTasks = Immutable.sorted((Collection<TaskKey>) removedTasks);
        networks = Immutable.sorted((Map<NetworkId, NetworkAssignment>) networks);
        removedNetworks = Immutable.sorted((Collection<NetworkId>) removedNetworks);
        zones = Immutable.sorted((Map<NetworkId, DnsZone>) zones);
        removedZones = Immutable.sorted((Collection<NetworkId>) removedZones);
    }

    public static PictureDelta between(NodePicture before, NodePicture after) {
        return new PictureDelta(
                put(before.tasks(), after.tasks()),
                removed(before.tasks(), after.tasks()),
                put(before.networks(), after.networks()),
                removed(before.networks(), after.networks()),
                put(before.zones(), after.zones()),
                removed(before.zones(), after.zones()),
                before.frontends().equals(after.frontends()) ? Optional.empty() : Optional.of(after.frontends()));
    }

    public boolean isEmpty() {
        return tasks.isEmpty()
                && removedTasks.isEmpty()
                && networks.isEmpty()
                && removedNetworks.isEmpty()
                && zones.isEmpty()
                && removedZones.isEmpty()
                && frontends.isEmpty();
    }

    /** The picture that a node has after it was told this. */
    public NodePicture appliedTo(NodePicture before, io.stackctl.cluster.Revision revision) {
        return new NodePicture(
                revision,
                before.node(),
                merged(before.tasks(), tasks, removedTasks),
                merged(before.networks(), networks, removedNetworks),
                merged(before.zones(), zones, removedZones),
                frontends.orElse(before.frontends()));
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> put(SortedMap<K, V> before, SortedMap<K, V> after) {
        var put = new TreeMap<K, V>();
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                put.put(key, value);
            }
        });
        return put;
    }

    private static <K extends Comparable<K>, V> SortedSet<K> removed(SortedMap<K, V> before, SortedMap<K, V> after) {
        var removed = new TreeSet<K>(before.keySet());
        removed.removeAll(after.keySet());
        return removed;
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> merged(
            SortedMap<K, V> before, SortedMap<K, V> put, SortedSet<K> removed) {
        var merged = new TreeMap<>(before);
        merged.putAll(put);
        merged.keySet().removeAll(removed);
        return merged;
    }
}
