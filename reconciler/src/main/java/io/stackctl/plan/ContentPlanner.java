package io.stackctl.plan;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.StackRevision;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.spec.ContentVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The secrets and configs that a stack owns. Contents never change: another content is another version beside the old
 * one, and the services that refer to the name are pinned to it.
 */
final class ContentPlanner {
    private record Wanted(String name, SortedMap<String, String> labels, Optional<ContentVersion> version) {}

    private final PlanDraft draft;
    private final ObjectKind kind;
    private final TreeMap<String, ContentVersion> versions = new TreeMap<>();

    private ContentPlanner(PlanDraft draft, ObjectKind kind) {
        this.draft = draft;
        this.kind = kind;
    }

    /** Adds the steps; gives the version that each name of the stack stands for. */
    static SortedMap<String, ContentVersion> secrets(PlanDraft draft) {
        var wanted = draft.spec().secrets().stream()
                .map(spec -> new Wanted(spec.name(), spec.labels(), spec.version()))
                .toList();
        return new ContentPlanner(draft, ObjectKind.SECRET).plan(wanted);
    }

    static SortedMap<String, ContentVersion> configs(PlanDraft draft) {
        var wanted = draft.spec().configs().stream()
                .map(spec -> new Wanted(spec.name(), spec.labels(), spec.version()))
                .toList();
        return new ContentPlanner(draft, ObjectKind.CONFIG).plan(wanted);
    }

    private SortedMap<String, ContentVersion> plan(List<Wanted> all) {
        all.forEach(this::plan);
        for (var row : inRevision()) {
            if (all.stream().noneMatch(wanted -> wanted.name().equals(row.name()))) {
                leftFile(row);
            }
        }
        return versions;
    }

    private void plan(Wanted wanted) {
        var subject = new Subject(kind, wanted.name());
        var rows = ContentRow.named(draft.state(), kind, wanted.name());
        var foreign = rows.stream().filter(row -> !draft.owns(row.stack())).findFirst();
        if (foreign.isPresent()) {
            draft.refuseName(subject, foreign.get().stack());
            return;
        }
        if (wanted.version().isEmpty()) {
            draft.refusals.add(new Refusal.ContentMissing(subject));
            return;
        }
        var version = wanted.version().get();
        versions.put(wanted.name(), version);
        var current = inRevision().stream()
                .filter(row -> row.name().equals(wanted.name()))
                .findFirst();
        var same = rows.stream().filter(row -> row.version().equals(version)).findFirst();
        if (same.isPresent()) {
            reuse(wanted, same.get());
        } else if (!create(wanted, version)) {
            return;
        }
        draft.steps.add(step(subject, wanted, version, current));
    }

    private PlanStep step(Subject subject, Wanted wanted, ContentVersion version, Optional<ContentRow> current) {
        if (current.isEmpty()) {
            return new PlanStep.Create(subject, 0);
        }
        if (!current.get().version().equals(version)) {
            return new PlanStep.NewVersion(
                    subject,
                    ContainerFields.shortened(current.get().version().value()),
                    ContainerFields.shortened(version.value()),
                    usedBy(wanted.name()));
        }
        if (!current.get().labels().equals(wanted.labels())) {
            return new PlanStep.Change(
                    subject, SpecDiff.betweenLabels(current.get().labels(), wanted.labels()), Effect.IN_PLACE);
        }
        return new PlanStep.Keep(subject, PlanStep.Keep.Reason.UNCHANGED);
    }

    private List<String> usedBy(String name) {
        return draft.spec().services().stream()
                .filter(service -> ContentRow.references(service, kind).stream()
                        .anyMatch(file -> file.name().equals(name)))
                .map(service -> draft.shortName(service.name()))
                .toList();
    }

    private void reuse(Wanted wanted, ContentRow row) {
        addToRevision(row.id());
        if (!row.labels().equals(wanted.labels())) {
            switch (kind) {
                case SECRET ->
                    draft.state()
                            .secrets()
                            .get(new SecretId(row.id()))
                            .ifPresent(old -> put(wanted, row.id(), old.version(), old.sealed()));
                case CONFIG ->
                    draft.state()
                            .configs()
                            .get(new ConfigId(row.id()))
                            .ifPresent(old -> put(wanted, row.id(), old.version(), old.content()));
                case SERVICE, NETWORK, STACK -> throw new IllegalStateException("no content: " + kind);
            }
        }
    }

    private boolean create(Wanted wanted, ContentVersion version) {
        var content = draft.contents().get(new Contents.Key(kind, wanted.name(), version));
        if (content.isEmpty()) {
            draft.refusals.add(new Refusal.ContentMissing(new Subject(kind, wanted.name())));
            return false;
        }
        var id = draft.context().ids().next();
        addToRevision(id);
        put(wanted, id, version, content.get());
        return true;
    }

    private void put(Wanted wanted, String id, ContentVersion version, Bytes content) {
        var owner = Optional.of(draft.stackId());
        var now = createdAt(id);
        draft.changes.add(
                kind == ObjectKind.SECRET
                        ? new Change.PutSecret(new StoredSecret(
                                new SecretId(id), owner, wanted.name(), version, wanted.labels(), content, now))
                        : new Change.PutConfig(new StoredConfig(
                                new ConfigId(id), owner, wanted.name(), version, wanted.labels(), content, now)));
    }

    private Instant createdAt(String id) {
        return ContentRow.live(draft.state(), kind)
                .filter(row -> row.id().equals(id))
                .map(ContentRow::createdAt)
                .findFirst()
                .orElse(draft.context().now());
    }

    private void leftFile(ContentRow row) {
        if (draft.options().prune() && !stillNamed(row.name())) {
            // The object itself is collected when neither a task nor a kept revision needs it any more.
            draft.steps.add(new PlanStep.Remove(row.subject(), 0, PlanStep.Remove.Reason.PRUNED));
        } else {
            draft.steps.add(new PlanStep.Keep(row.subject(), PlanStep.Keep.Reason.LEFT_FILE));
            addToRevision(row.id());
        }
    }

    /** The files may call external what the stack made itself: a stack that was exported does. */
    private boolean stillNamed(String name) {
        var external = kind == ObjectKind.SECRET
                ? draft.spec().externalSecrets()
                : draft.spec().externalConfigs();
        return external.contains(name);
    }

    private void addToRevision(String id) {
        if (kind == ObjectKind.SECRET) {
            draft.secrets.add(new SecretId(id));
        } else {
            draft.configs.add(new ConfigId(id));
        }
    }

    /** What the stack's current revision refers to. */
    private List<ContentRow> inRevision() {
        var rows = new ArrayList<ContentRow>();
        draft.revision().ifPresent(revision -> {
            if (kind == ObjectKind.SECRET) {
                secretsOf(revision, rows);
            } else {
                configsOf(revision, rows);
            }
        });
        return rows;
    }

    private void secretsOf(StackRevision revision, List<ContentRow> rows) {
        revision.secrets()
                .forEach(id ->
                        draft.state().secrets().get(id).map(ContentRow::of).ifPresent(rows::add));
    }

    private void configsOf(StackRevision revision, List<ContentRow> rows) {
        revision.configs()
                .forEach(id ->
                        draft.state().configs().get(id).map(ContentRow::of).ifPresent(rows::add));
    }
}
