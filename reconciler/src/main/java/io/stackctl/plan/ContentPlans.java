package io.stackctl.plan;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.spec.ContentVersion;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Secrets and configs that are made and removed on their own, outside of any stack. */
public final class ContentPlans {
    /** What became of a request. */
    public sealed interface Outcome {
        /** {@code id} and {@code name}: of the object made or removed. */
        record Accepted(String id, String name, List<Change> changes) implements Outcome {
            public Accepted {
                changes = List.copyOf(changes);
            }
        }

        record Refused(Refusal why) implements Outcome {}
    }

    private ContentPlans() {}

    /** {@code kind}: secret, with the sealed content, or config, with the content itself. */
    public static Outcome create(
            ClusterState state,
            ObjectKind kind,
            String name,
            SortedMap<String, String> labels,
            ContentVersion version,
            Bytes content,
            PlanContext context) {
        var taken = ContentRow.named(state, kind, name);
        if (!taken.isEmpty()) {
            return new Outcome.Refused(new Refusal.AlreadyExists(
                    new Subject(kind, name), Owners.name(state, taken.getLast().stack())));
        }
        var id = context.ids().next();
        var change = kind == ObjectKind.SECRET
                ? new Change.PutSecret(new StoredSecret(
                        new SecretId(id), Optional.empty(), name, version, labels, content, context.now()))
                : new Change.PutConfig(new StoredConfig(
                        new ConfigId(id), Optional.empty(), name, version, labels, content, context.now()));
        return new Outcome.Accepted(id, name, List.of(change));
    }

    /** {@code nameOrId}: the full id, the name, or a prefix that only one id has. */
    public static Outcome remove(ClusterState state, ObjectKind kind, String nameOrId) {
        var found = find(state, kind, nameOrId);
        if (found.isEmpty()) {
            var known = ContentRow.live(state, kind).map(ContentRow::name);
            return new Outcome.Refused(new Refusal.Unknown(new Subject(kind, nameOrId), Nearest.to(nameOrId, known)));
        }
        var row = found.get();
        var users = users(state, kind, row.name(), Optional.of(row.version())).stream()
                .map(Service::name)
                .toList();
        if (!users.isEmpty()) {
            return new Outcome.Refused(new Refusal.InUse(row.subject(), users));
        }
        return needing(state, row)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Accepted(row.id(), row.name(), List.of(removal(row))));
    }

    /** The object that a user means; of several versions of a name the newest. */
    static Optional<ContentRow> find(ClusterState state, ObjectKind kind, String nameOrId) {
        var byId = ContentRow.live(state, kind)
                .filter(row -> row.id().equals(nameOrId))
                .findFirst();
        var byName = ContentRow.named(state, kind, nameOrId);
        if (byId.isPresent() || !byName.isEmpty()) {
            return byId.or(() -> Optional.of(byName.getLast()));
        }
        var byPrefix = ContentRow.live(state, kind)
                .filter(row -> !nameOrId.isEmpty() && row.id().startsWith(nameOrId))
                .toList();
        return byPrefix.size() == 1 ? Optional.of(byPrefix.getFirst()) : Optional.empty();
    }

    /** Services that refer to it now, or still have tasks that do. Without a version: to any of its versions. */
    static List<Service> users(ClusterState state, ObjectKind kind, String name, Optional<ContentVersion> version) {
        return state.services()
                .values()
                .filter(service -> specsInUse(state, service)
                        .flatMap(key -> state.specs().get(key).stream())
                        .flatMap(spec -> ContentRow.references(spec, kind).stream())
                        .anyMatch(file -> file.name().equals(name)
                                && (version.isEmpty() || file.version().equals(version))))
                .toList();
    }

    private static Stream<SpecKey> specsInUse(ClusterState state, Service service) {
        var running = state.tasks()
                .of(service.id())
                .values()
                .filter(task -> task.alive())
                .map(task -> task.spec());
        return Stream.concat(service.removing() ? Stream.of() : Stream.of(service.spec()), running)
                .distinct();
    }

    private static Optional<Refusal> needing(ClusterState state, ContentRow row) {
        return row.stack()
                .flatMap(id -> state.stacks().get(id))
                .flatMap(stack -> stack.revisions().reversed().stream()
                        .filter(revision -> refers(revision, row))
                        .findFirst()
                        .map(revision -> needed(row, stack, revision)));
    }

    private static Refusal needed(ContentRow row, Stack stack, StackRevision revision) {
        return new Refusal.NeededByRevision(row.subject(), stack.name(), revision.number());
    }

    private static boolean refers(StackRevision revision, ContentRow row) {
        return row.kind() == ObjectKind.SECRET
                ? revision.secrets().contains(new SecretId(row.id()))
                : revision.configs().contains(new ConfigId(row.id()));
    }

    private static Change removal(ContentRow row) {
        return row.kind() == ObjectKind.SECRET
                ? new Change.RemoveSecret(new SecretId(row.id()))
                : new Change.RemoveConfig(new ConfigId(row.id()));
    }
}
