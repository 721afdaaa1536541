package io.stackctl.cluster;

import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One version of one config.
 *
 * @param stack the owner; empty for a config made on its own
 */
public record StoredConfig(
        ConfigId id,
        Optional<StackId> stack,
        String name,
        ContentVersion version,
        SortedMap<String, String> labels,
        Bytes content,
        Instant createdAt) {
    public StoredConfig {
        labels = Immutable.sorted((Map<String, String>) labels);
    }
}
