package io.stackctl.spec;

import java.util.Optional;

/**
 * A secret or config that a service's tasks find as a file.
 *
 * @param name of the secret or config in the cluster
 * @param version the content that is meant; empty until the planner pins it
 * @param target path of the file: absolute, or below {@code /run/secrets} (secrets) or {@code /} (configs)
 * @param mode permission bits, such as 0444
 */
public record FileReference(
        String name, Optional<ContentVersion> version, String target, String uid, String gid, int mode) {
    public FileReference pinned(ContentVersion content) {
        return new FileReference(name, Optional.of(content), target, uid, gid, mode);
    }
}
