package io.stackctl.cluster;

import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One version of one secret.
 *
 * @param stack the owner; empty for a secret made on its own
 * @param sealed the content, encrypted with a key of the cluster and bound to the name
 */
public record StoredSecret(
        SecretId id,
        Optional<StackId> stack,
        String name,
        ContentVersion version,
        SortedMap<String, String> labels,
        Bytes sealed,
        Instant createdAt) {
    public StoredSecret {
        labels = Immutable.sorted((Map<String, String>) labels);
    }
}
