package io.stackctl.plan;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.ServiceSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** One version of one secret or config, without its content: the planner's rules are the same for both. */
record ContentRow(
        ObjectKind kind,
        String id,
        Optional<StackId> stack,
        String name,
        ContentVersion version,
        SortedMap<String, String> labels,
        Instant createdAt) {
    private static final Comparator<ContentRow> NEWEST_LAST =
            Comparator.comparing(ContentRow::createdAt).thenComparing(ContentRow::id);

    static ContentRow of(StoredSecret secret) {
        return new ContentRow(
                ObjectKind.SECRET,
                secret.id().value(),
                secret.stack(),
                secret.name(),
                secret.version(),
                secret.labels(),
                secret.createdAt());
    }

    static ContentRow of(StoredConfig config) {
        return new ContentRow(
                ObjectKind.CONFIG,
                config.id().value(),
                config.stack(),
                config.name(),
                config.version(),
                config.labels(),
                config.createdAt());
    }

    /** All of that kind but those that go with their stack. */
    static Stream<ContentRow> live(ClusterState state, ObjectKind kind) {
        var rows = switch (kind) {
            case SECRET -> state.secrets().values().map(ContentRow::of);
            case CONFIG -> state.configs().values().map(ContentRow::of);
            case SERVICE, NETWORK, STACK -> throw new IllegalArgumentException("no content: " + kind);
        };
        return rows.filter(row -> !Owners.dying(state, row.stack()));
    }

    static List<ContentRow> named(ClusterState state, ObjectKind kind, String name) {
        return live(state, kind)
                .filter(row -> row.name().equals(name))
                .sorted(NEWEST_LAST)
                .toList();
    }

    /** The files of that kind that the service's tasks find. */
    static List<FileReference> references(ServiceSpec spec, ObjectKind kind) {
        return kind == ObjectKind.SECRET
                ? spec.container().secrets()
                : spec.container().configs();
    }

    Subject subject() {
        return new Subject(kind, name);
    }
}
