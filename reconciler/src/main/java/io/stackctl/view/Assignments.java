package io.stackctl.view;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.cluster.Task;
import io.stackctl.spec.FileReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a node is told of one task, and of one network. */
final class Assignments {
    private Assignments() {}

    static TaskAssignment of(ClusterState state, Task task) {
        var spec = state.spec(task.spec());
        var files = new ArrayList<AssignedFile>();
        for (var reference : spec.container().secrets()) {
            secret(state, reference)
                    .ifPresent(secret ->
                            files.add(file(AssignedFile.Kind.SECRET, secret.id().value(), reference)));
        }
        for (var reference : spec.container().configs()) {
            config(state, reference)
                    .ifPresent(config ->
                            files.add(file(AssignedFile.Kind.CONFIG, config.id().value(), reference)));
        }
        return new TaskAssignment(
                task.key(), task.version(), task.slot(), task.desired(), spec, task.addresses(), files);
    }

    /** Empty until the allocator gave the network a subnet, and this node a gateway. */
    static Optional<NetworkAssignment> of(ClusterState state, NetworkId id, NodeId node) {
        return state.networks()
                .get(id)
                .filter(network ->
                        network.subnet().isPresent() && network.gateways().containsKey(node))
                .map(network -> new NetworkAssignment(
                        id, network.spec(), network.subnet().orElseThrow(), gateway(network, node)));
    }

    private static io.stackctl.spec.Ipv4Address gateway(Network network, NodeId node) {
        return Optional.ofNullable(network.gateways().get(node)).orElseThrow();
    }

    private static AssignedFile file(AssignedFile.Kind kind, String id, FileReference reference) {
        return new AssignedFile(new AssignedFile.ContentKey(kind, id), reference);
    }

    private static Optional<StoredSecret> secret(ClusterState state, FileReference reference) {
        return pinned(
                state.secrets().values().toList(),
                StoredSecret::name,
                secret -> secret.version().value(),
                reference);
    }

    private static Optional<StoredConfig> config(ClusterState state, FileReference reference) {
        return pinned(
                state.configs().values().toList(),
                StoredConfig::name,
                config -> config.version().value(),
                reference);
    }

    private static <T> Optional<T> pinned(
            List<T> stored, Function<T, String> name, Function<T, String> version, FileReference reference) {
        return stored.stream()
                .filter(item -> name.apply(item).equals(reference.name()))
                .filter(item -> reference
                        .version()
                        .map(v -> v.value().equals(version.apply(item)))
                        .orElse(true))
                .findFirst();
    }
}
