package io.stackctl.node.agent;

import io.stackctl.node.docker.ContainerOrder;
import io.stackctl.node.docker.ContainerOrder.Endpoint;
import io.stackctl.node.docker.ContainerOrder.FileBind;
import io.stackctl.node.docker.ContainerOrder.Networking;
import io.stackctl.node.docker.Labels;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.view.NetworkAssignment;
import io.stackctl.view.TaskAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The container that a task's assignment amounts to on this node. */
final class ContainerOrders {
    /** Networks that every engine has, which a service may name instead of one of the cluster's. */
    private static final Predicate<String> PREDEFINED = List.of("host", "none", "bridge")::contains;

    private ContainerOrders() {}

    /** {@code networks}: those of the task's addresses, in their order. */
    static ContainerOrder of(
            TaskAssignment task,
            Owner owner,
            List<NetworkAssignment> networks,
            List<FileBind> files,
            TaskTemplate template)
            throws RuntimeFailure {
        var spec = task.spec();
        var hostname = spec.container().naming().hostname();
        return new ContainerOrder(
                Labels.containerName(task),
                task.key().task().value(),
                spec,
                Labels.of(task, owner),
                environment(task, template),
                hostname.isPresent() ? Optional.of(template.expand(hostname.get())) : hostname,
                mounts(task, template),
                files,
                networking(task, networks));
    }

    /** The spec's own, and what the scheduler set aside for the task. */
    private static List<String> environment(TaskAssignment task, TaskTemplate template) throws RuntimeFailure {
        var environment = new ArrayList<String>();
        for (var variable : task.spec().container().command().environment()) {
            int value = variable.indexOf('=') + 1;
            environment.add(variable.substring(0, value) + template.expand(variable.substring(value)));
        }
        task.spec()
                .resources()
                .reservation()
                .generic()
                .forEach((kind, count) ->
                        environment.add("DOCKER_RESOURCE_" + kind.toUpperCase(Locale.ROOT) + "=" + count));
        return environment;
    }

    private static List<MountSpec> mounts(TaskAssignment task, TaskTemplate template) throws RuntimeFailure {
        var mounts = new ArrayList<MountSpec>();
        for (var mount : task.spec().container().mounts()) {
            mounts.add(expanded(mount, template));
        }
        return mounts;
    }

    private static MountSpec expanded(MountSpec mount, TaskTemplate template) throws RuntimeFailure {
        var target = template.expand(mount.target());
        return switch (mount) {
            case MountSpec.Bind bind ->
                new MountSpec.Bind(
                        template.expand(bind.source()),
                        target,
                        bind.readOnly(),
                        bind.propagation(),
                        bind.createSource());
            case MountSpec.Volume volume ->
                new MountSpec.Volume(
                        volume.name().isPresent()
                                ? Optional.of(template.expand(volume.name().get()))
                                : volume.name(),
                        target,
                        volume.readOnly(),
                        volume.noCopy(),
                        volume.subpath(),
                        expanded(volume.labels(), template),
                        volume.driver().isPresent()
                                ? Optional.of(new MountSpec.Driver(
                                        volume.driver().get().name(),
                                        expanded(volume.driver().get().options(), template)))
                                : volume.driver());
            case MountSpec.Tmpfs tmpfs ->
                new MountSpec.Tmpfs(target, tmpfs.readOnly(), tmpfs.sizeBytes(), tmpfs.mode());
            case MountSpec.NamedPipe pipe ->
                new MountSpec.NamedPipe(template.expand(pipe.source()), target, pipe.readOnly());
        };
    }

    private static SortedMap<String, String> expanded(SortedMap<String, String> values, TaskTemplate template)
            throws RuntimeFailure {
        var expanded = new TreeMap<String, String>();
        for (var entry : values.entrySet()) {
            expanded.put(entry.getKey(), template.expand(entry.getValue()));
        }
        return expanded;
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
