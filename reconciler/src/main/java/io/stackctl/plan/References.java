package io.stackctl.plan;

import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.SecretId;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Resolves what services refer to: pins secrets and configs to versions, and finds the networks. */
final class References {
    /** Networks of the engine itself, which belong to no cluster. */
    private static final Set<String> PREDEFINED = new TreeSet<>(List.of("host", "none", "bridge", "default"));

    private final PlanDraft draft;
    private final SortedMap<String, ContentVersion> secrets;
    private final SortedMap<String, ContentVersion> configs;
    private final TreeSet<Subject> missing = new TreeSet<>();

    References(PlanDraft draft, SortedMap<String, ContentVersion> secrets, SortedMap<String, ContentVersion> configs) {
        this.draft = draft;
        this.secrets = secrets;
        this.configs = configs;
    }

    /** The spec with every reference pinned. What is missing is refused, once for each object. */
    ServiceSpec resolved(ServiceSpec spec) {
        spec.networks().forEach(attachment -> checkNetwork(attachment.network()));
        var container = spec.container();
        return spec.withContainer(container.withFiles(
                pinned(ObjectKind.SECRET, container.secrets(), secrets),
                pinned(ObjectKind.CONFIG, container.configs(), configs)));
    }

    static boolean predefined(String network) {
        return PREDEFINED.contains(network);
    }

    private void checkNetwork(String name) {
        boolean own = draft.spec().networks().stream()
                .anyMatch(network -> network.name().equals(name));
        if (!own
                && !PREDEFINED.contains(name)
                && Owners.network(draft.state(), name).isEmpty()) {
            var known = Owners.networks(draft.state()).map(network -> network.name());
            refuse(new Subject(ObjectKind.NETWORK, name), Nearest.to(name, known));
        }
    }

    private List<FileReference> pinned(
            ObjectKind kind, List<FileReference> files, SortedMap<String, ContentVersion> own) {
        var pinned = new ArrayList<FileReference>();
        for (var file : files) {
            var version = file.version()
                    .filter(pin -> stored(kind, file.name(), pin))
                    .or(() -> Optional.ofNullable(own.get(file.name())))
                    .or(() -> external(kind, file.name()));
            if (version.isPresent()) {
                pinned.add(file.pinned(version.get()));
            } else if (!declared(kind, file.name())) {
                var known = ContentRow.live(draft.state(), kind).map(ContentRow::name);
                refuse(new Subject(kind, file.name()), Nearest.to(file.name(), known));
            }
        }
        return pinned;
    }

    /** What a service is pinned to already stays, however many newer versions there are. */
    private boolean stored(ObjectKind kind, String name, ContentVersion pin) {
        return ContentRow.named(draft.state(), kind, name).stream()
                .anyMatch(row -> row.version().equals(pin));
    }

    private Optional<ContentVersion> external(ObjectKind kind, String name) {
        var rows = ContentRow.named(draft.state(), kind, name);
        return rows.stream()
                .filter(this::inRevision)
                .findFirst()
                .or(() -> rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast()))
                .map(ContentRow::version);
    }

    /** Of its own contents a stack means the version that it has now, which need not be the newest. */
    private boolean inRevision(ContentRow row) {
        return draft.revision()
                .filter(revision -> revision.secrets().contains(new SecretId(row.id()))
                        || revision.configs().contains(new ConfigId(row.id())))
                .isPresent();
    }

    /** Declared in the files, and refused already for a reason of its own. */
    private boolean declared(ObjectKind kind, String name) {
        return kind == ObjectKind.SECRET
                ? draft.spec().secrets().stream()
                        .anyMatch(secret -> secret.name().equals(name))
                : draft.spec().configs().stream()
                        .anyMatch(config -> config.name().equals(name));
    }

    private void refuse(Subject subject, Optional<String> nearest) {
        if (missing.add(subject)) {
            draft.refusals.add(
                    draft.hasFiles()
                            ? new Refusal.ExternalMissing(subject, nearest)
                            : new Refusal.Unknown(subject, nearest));
        }
    }
}
