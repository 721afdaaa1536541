package io.stackctl.view;

import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Table;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one service adds to the names of one network. */
final class Names {
    private static final Comparator<Task> BY_SLOT =
            Comparator.<Task, Slot>comparing(Task::slot).thenComparing(Task::born);

    private Names() {}

    /**
     * The service's own name, its aliases, and both again behind {@code tasks.}, each to the addresses of the serving
     * tasks. A service without one keeps its names with no address, so that a client learns "nobody now", not "unknown".
     */
    static SortedMap<String, List<Ipv4Address>> of(
            ServiceSpec spec, NetworkAttachment attachment, NetworkId network, Table<TaskId, Task> tasks) {
        var addresses = serving(tasks).stream()
                .flatMap(task -> addressOn(task, network).stream())
                .toList();
        var names = new TreeMap<String, List<Ipv4Address>>();
        add(names, spec.name(), addresses);
        attachment.aliases().forEach(alias -> add(names, alias, addresses));
        return names;
    }

    /** Tasks that the load balancers send traffic to, in the order of their slots. */
    static List<Task> serving(Table<TaskId, Task> tasks) {
        var serving = new ArrayList<Task>();
        for (var task : tasks) {
            if (task.serving() instanceof Serving.In && task.alive()) {
                serving.add(task);
            }
        }
        serving.sort(BY_SLOT);
        return serving;
    }

    static Optional<Ipv4Address> addressOn(Task task, NetworkId network) {
        for (var given : task.addresses()) {
            if (given.network().equals(network)) {
                return Optional.of(given.address());
            }
        }
        return Optional.empty();
    }

    private static void add(SortedMap<String, List<Ipv4Address>> names, String name, List<Ipv4Address> addresses) {
        var lower = name.toLowerCase(Locale.ROOT);
        names.put(lower, addresses);
        names.put("tasks." + lower, addresses);
    }
}
