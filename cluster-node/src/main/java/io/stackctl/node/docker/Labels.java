package io.stackctl.node.docker;

import io.stackctl.cluster.Slot;
import io.stackctl.view.NetworkAssignment;
import io.stackctl.view.TaskAssignment;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels that say whose a container or network is, and the names that go with them. */
public final class Labels {
    public static final String CLUSTER = "io.stackctl.cluster";
    public static final String NODE = "io.stackctl.node";
    public static final String TASK = "io.stackctl.task";
    public static final String SERVICE = "io.stackctl.service";
    public static final String VERSION = "io.stackctl.version";
    public static final String NETWORK = "io.stackctl.network";

    private Labels() {}

    /** {@code <service>.<slot>.<task>}, or with the node in the slot's place; the peer's form. */
    public static String containerName(TaskAssignment task) {
        var place = switch (task.slot()) {
            case Slot.Replica(var number) -> Integer.toString(number);
            case Slot.OnNode(var node) -> node.value();
        };
        return task.spec().name() + "." + place + "." + task.key().task().value();
    }

    /** The service's own labels, those that tools for the peer look for, and ours; ours win. */
    public static SortedMap<String, String> of(TaskAssignment task, Owner owner) {
        var labels = new TreeMap<>(task.spec().container().labels());
        labels.put("com.docker.swarm.task", "");
        labels.put("com.docker.swarm.task.id", task.key().task().value());
        labels.put("com.docker.swarm.task.name", containerName(task));
        labels.put("com.docker.swarm.node.id", owner.node().value());
        labels.put("com.docker.swarm.service.id", task.key().service().value());
        labels.put("com.docker.swarm.service.name", task.spec().name());
        labels.putAll(of(owner));
        labels.put(TASK, task.key().task().value());
        labels.put(SERVICE, task.key().service().value());
        labels.put(VERSION, Long.toString(task.version().value()));
        return labels;
    }

    static SortedMap<String, String> of(NetworkAssignment network, Owner owner) {
        var labels = new TreeMap<>(network.spec().labels());
        labels.putAll(of(owner));
        labels.put(NETWORK, network.id().value());
        return labels;
    }

    private static SortedMap<String, String> of(Owner owner) {
        var labels = new TreeMap<String, String>();
        labels.put(CLUSTER, owner.cluster().value());
        labels.put(NODE, owner.node().value());
        return labels;
    }
}
