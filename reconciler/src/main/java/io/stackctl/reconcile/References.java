package io.stackctl.reconcile;

import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.FileReference;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which contents the kept revisions and the specs of the state refer to. Collected when first asked for. */
final class References {
    private record Content(String name, ContentVersion version) implements Comparable<Content> {
        @Override
        public int compareTo(Content other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : version.compareTo(other.version);
        }
    }

    private final Draft draft;
    private final TreeSet<Content> secrets = new TreeSet<>();
    private final TreeSet<Content> configs = new TreeSet<>();
    private final TreeSet<SecretId> secretIds = new TreeSet<>();
    private final TreeSet<ConfigId> configIds = new TreeSet<>();
    private boolean collected;

    References(Draft draft) {
        this.draft = draft;
    }

    boolean to(StoredSecret secret) {
        collect();
        return secretIds.contains(secret.id()) || secrets.contains(new Content(secret.name(), secret.version()));
    }

    boolean to(StoredConfig config) {
        collect();
        return configIds.contains(config.id()) || configs.contains(new Content(config.name(), config.version()));
    }

    private void collect() {
        if (collected) {
            return;
        }
        collected = true;
        for (var stack : draft.state().stacks()) {
            for (var revision : stack.revisions()) {
                secretIds.addAll(revision.secrets());
                configIds.addAll(revision.configs());
            }
        }
        for (var spec : draft.state().specs()) {
            note(spec.container().secrets(), secrets);
            note(spec.container().configs(), configs);
        }
    }

    private static void note(List<FileReference> files, SortedSet<Content> into) {
        for (var file : files) {
            file.version().ifPresent(version -> into.add(new Content(file.name(), version)));
        }
    }
}
