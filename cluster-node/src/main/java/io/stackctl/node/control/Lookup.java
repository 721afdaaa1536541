package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what a user names: by full id, then by full name, then by a beginning of the id that only one object has. Source:
 * the peer's order of look-up.
 */
final class Lookup {
    private Lookup() {}

    static Optional<Service> service(ClusterState state, String nameOrId) {
        return one(
                () -> state.services().values().filter(service -> !service.removing()),
                service -> service.id().value(),
                Service::name,
                nameOrId);
    }

    static Optional<StoredSecret> secret(ClusterState state, String nameOrId) {
        return one(() -> state.secrets().values(), secret -> secret.id().value(), StoredSecret::name, nameOrId);
    }

    static Optional<StoredConfig> config(ClusterState state, String nameOrId) {
        return one(() -> state.configs().values(), config -> config.id().value(), StoredConfig::name, nameOrId);
    }

    static Optional<Node> node(ClusterState state, String nameOrId) {
        return one(
                () -> state.nodes().values(),
                node -> node.id().value(),
                node -> node.description().hostname(),
                nameOrId);
    }

    private static <T> Optional<T> one(
            java.util.function.Supplier<Stream<T>> all,
            Function<T, String> id,
            Function<T, String> name,
            String nameOrId) {
        return all.get()
                .filter(item -> id.apply(item).equals(nameOrId))
                .findFirst()
                .or(() -> all.get()
                        .filter(item -> name.apply(item).equals(nameOrId))
                        .findFirst())
                .or(() -> onlyOne(all.get()
                        .filter(item -> id.apply(item).startsWith(nameOrId))
                        .limit(2)
                        .toList()));
    }

    private static <T> Optional<T> onlyOne(List<T> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
