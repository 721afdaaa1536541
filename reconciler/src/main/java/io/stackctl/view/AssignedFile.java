package io.stackctl.view;

import io.stackctl.spec.FileReference;

/**
 * A secret or config as a file of a task.
 *
 * @param content which stored content it holds
 */
public record AssignedFile(ContentKey content, FileReference reference) {
    /** Which kind of object the content belongs to. */
    public enum Kind {
        SECRET,
        CONFIG
    }

    /** Finds one stored content: the kind, and the id of the secret or config. */
    public record ContentKey(Kind kind, String id) implements Comparable<ContentKey> {
        @Override
        public int compareTo(ContentKey other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : id.compareTo(other.id);
        }
    }
}
