package io.stackctl.node.agent;

import io.stackctl.node.docker.ContainerOrder;
import io.stackctl.node.docker.ContainerOrder.Endpoint;
import io.stackctl.node.docker.ContainerOrder.FileBind;
import io.stackctl.node.docker.ContainerOrder.Networking;
import io.stackctl.node.docker.Labels;
import io.stackctl.node.docker.Owner;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.view.NetworkAssignment;
import io.stackctl.view.TaskAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** The container that a task's assignment amounts to on this node. */
final class ContainerOrders {
    /** Networks that every engine has, which a service may name instead of one of the cluster's. */
    private static final Predicate<String> PREDEFINED = List.of("host", "none", "bridge")::contains;

    private ContainerOrders() {}

    /** {@code networks}: those of the task's addresses, in their order. */
    static ContainerOrder of(TaskAssignment task, Owner owner, List<NetworkAssignment> networks, List<FileBind> files) {
        var spec = task.spec();
        return new ContainerOrder(
                Labels.containerName(task),
                task.key().task().value(),
                spec,
                Labels.of(task, owner),
                environment(task),
                spec.container().naming().hostname(),
                spec.container().mounts(),
                files,
                networking(task, networks));
    }

    /** The spec's own, and what the scheduler set aside for the task. */
    private static List<String> environment(TaskAssignment task) {
        var environment = new ArrayList<>(task.spec().container().command().environment());
        task.spec()
                .resources()
                .reservation()
                .generic()
                .forEach((kind, count) ->
                        environment.add("DOCKER_RESOURCE_" + kind.toUpperCase(Locale.ROOT) + "=" + count));
        return environment;
    }

    private static Networking networking(TaskAssignment task, List<NetworkAssignment> networks) {
        if (networks.isEmpty()) {
            var mode = task.spec().networks().stream()
                    .map(NetworkAttachment::network)
                    .filter(PREDEFINED)
                    .findFirst();
            return new Networking.Predefined(mode.orElse("bridge"));
        }
        var endpoints = new ArrayList<Endpoint>();
        for (int i = 0; i < networks.size(); i++) {
            var network = networks.get(i);
            endpoints.add(
                    new Endpoint(network.id().value(), task.addresses().get(i).address(), options(task, network)));
        }
        return new Networking.Own(endpoints);
    }

    private static SortedMap<String, String> options(TaskAssignment task, NetworkAssignment network) {
        return task.spec().networks().stream()
                .filter(attachment -> attachment.network().equals(network.spec().name()))
                .map(NetworkAttachment::driverOptions)
                .findFirst()
                .orElse(Immutable.emptyMap());
    }

    /**
     * What a container's resolver reads: our name server, on the bridge of its first network. Absent for one that is on
     * no network of ours, which keeps the engine's.
     */
    static Optional<String> resolvConf(TaskAssignment task, List<NetworkAssignment> networks) {
        if (networks.isEmpty()) {
            return Optional.empty();
        }
        var naming = task.spec().container().naming();
        var text = new StringBuilder("nameserver ")
                .append(networks.getFirst().gateway())
                .append('\n');
        if (!naming.search().isEmpty()) {
            text.append("search ").append(String.join(" ", naming.search())).append('\n');
        }
        var options = new ArrayList<>(naming.options());
        if (options.stream().noneMatch(option -> option.startsWith("ndots:"))) {
            options.addFirst("ndots:0");
        }
        return Optional.of(text.append("options ")
                .append(String.join(" ", options))
                .append('\n')
                .toString());
    }
}
